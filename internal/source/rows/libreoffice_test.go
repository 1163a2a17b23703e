package rows

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"chachong/internal/source/extract"
)

const libreOfficeRows = "汇总!3|白水小学|白水小学工作总结|白水小学本年度学校围绕立德树人根本任务，完善集体备课制度，开展校本教研二十六次，学生体质测试合格率有所提高，乙。⏎第二段写家校共育。\n" +
	"汇总!4|黄岭小学|黄岭小学工作总结|黄岭小学本年度学校围绕立德树人根本任务，完善集体备课制度，开展校本教研二十六次，学生体质测试合格率有所提高，丙。⏎第二段写家校共育。\n" +
	"汇总!5|柳湾小学|柳湾小学工作总结|柳湾小学本年度学校围绕立德树人根本任务，完善集体备课制度，开展校本教研二十六次，学生体质测试合格率有所提高，丁。⏎第二段写家校共育。\n"

// The workbook was made of a table with a title above its headings, dates, and a number
// without a report below.
func TestLibreOffice(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "libreoffice.xlsx"))
	check(t, err)
	if got := outcome(raw, Columns{}, extract.Limits{}); got != libreOfficeRows {
		t.Errorf("Read(libreoffice.xlsx) =\n%s\nwant\n%s", got, libreOfficeRows)
	}
	table, err := Table(raw, extract.NewBudget(extract.Limits{}))
	if err != nil || len(table) != 6 || len(table[2]) != 5 || table[2][4] != "2024-12-01" {
		t.Errorf("Table(libreoffice.xlsx) = %q, %v, want six rows, the third with the date 2024-12-01", table, err)
	}
}

// A workbook that goes through LibreOffice says the same.
func TestThroughLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	raw := workbookOf(t,
		grid{name: "甲区", rows: [][]any{{"学校", "标题", "正文"}, {"一小", "总结 & <计划>", report("一小") + "\n" + report("一小")}, {"二小", 12.5, report("二小")}}},
		grid{name: "乙区", rows: [][]any{{"学校", "标题", "正文"}, {"三小", true, report("三小")}}},
	)
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "in.xlsx"), raw, 0o600))
	out, err := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in.xlsx")).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	again, err := os.ReadFile(filepath.Join(dir, "out", "in.xlsx"))
	check(t, err)
	if got, want := outcome(again, Columns{}, extract.Limits{}), outcome(raw, Columns{}, extract.Limits{}); got != want {
		t.Errorf("through LibreOffice =\n%s\nwant\n%s", got, want)
	}
}
