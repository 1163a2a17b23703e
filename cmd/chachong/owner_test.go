package main

import (
	"testing"

	"chachong/internal/config"
	"chachong/internal/detect"
)

func TestOwnerOf(t *testing.T) {
	for _, tt := range []struct{ path, owner, from, want string }{
		{"收/甲校/总结.docx", "", "folder", "甲校"},
		{"收/甲校/总结.docx", "", "file", "总结"},
		{"收/甲校/总结.docx", "乙校", "", "乙校"},
		{"收/甲校/总结.zip!/a.txt", "", "folder", "甲校"},
		{"收/全县.zip!/甲校/a.txt", "", "folder", "甲校"},
		{"收/全县.zip!/乙镇.zip!/a.txt", "", "folder", "收"},
		{"收/全县.zip!/甲校.txt", "", "file", "甲校"},
	} {
		if got := ownerOf(tt.path, tt.owner, tt.from); got != tt.want {
			t.Errorf("ownerOf(%q, %q, %q) = %q, want %q", tt.path, tt.owner, tt.from, got, tt.want)
		}
	}
}

// What a file says of its owner does not open a gate.
func TestAssignOwners(t *testing.T) {
	for _, tt := range []struct {
		path, beside string
		cfg          config.Check
		check, gate  string
	}{
		{"乙校/x.zip!/甲校/a.txt", "", config.Check{OwnerFrom: "folder"}, "甲校", "乙校"},
		{"乙校/s.xlsx!/表!2", "甲校", config.Check{Owner: "乙校"}, "甲校", "乙校"},
		{"乙校/s.xlsx!/表!2", "甲校", config.Check{}, "甲校", ""},
		{"乙校/s.xlsx!/表!2", "甲校", config.Check{OwnerColumn: "单位"}, "甲校", "甲校"},
		{"乙校/s.xlsx!/表!2", "甲校", config.Check{OwnerColumn: "单位", OwnerFrom: "folder"}, "甲校", "乙校"},
	} {
		for gate, want := range map[bool]string{false: tt.check, true: tt.gate} {
			inputs := []detect.Input{{Path: tt.path, Owner: tt.beside}}
			assignOwners(inputs, nil, &tt.cfg, gate)
			if got := inputs[0].Owner; got != want {
				t.Errorf("%s, %s in the sheet, gate %t: owner %q, want %q", tt.path, tt.beside, gate, got, want)
			}
		}
	}
}

// A file that lies beside the folders of schools is of none of them.
func TestCollectingFolder(t *testing.T) {
	inputs := []detect.Input{
		{Path: "上报/甲校/总结.docx"},
		{Path: "上报/乙校/2024/总结.docx"},
		{Path: "上报/丙.docx"},
		{Path: "上报/丁.zip!/a.txt"},
		{Path: "上报/全县.zip!/戊校/a.txt"},
	}
	assignOwners(inputs, nil, &config.Check{OwnerFrom: "folder"}, false)
	for i, want := range []string{"甲校", "2024", "", "", "戊校"} {
		if got := inputs[i].Owner; got != want {
			t.Errorf("%s: owner %q, want %q", inputs[i].Path, got, want)
		}
	}
	flat := []detect.Input{{Path: "甲校/总结.docx"}, {Path: "甲校/附件.docx"}}
	assignOwners(flat, nil, &config.Check{OwnerFrom: "folder"}, false)
	if got := flat[0].Owner; got != "甲校" {
		t.Errorf("%s: owner %q, want 甲校", flat[0].Path, got)
	}
}
