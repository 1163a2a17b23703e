package config

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// What a baseline file holds, in the order in which it is written: names first, for people.
type (
	writtenSubmission struct {
		Name     string `json:"name"`
		Archived bool   `json:"archived,omitempty"`
		Title    string `json:"title,omitempty"`
		Key      string `json:"key"`
		Sketch   string `json:"sketch,omitempty"`
	}
	writtenRef struct {
		Name string `json:"name"`
		Key  string `json:"key"`
	}
	writtenPair struct {
		A    writtenRef `json:"a"`
		B    writtenRef `json:"b"`
		Note string     `json:"note,omitempty"`
	}
	writtenPassage struct {
		A       writtenRef `json:"a"`
		B       writtenRef `json:"b"`
		Letters int32      `json:"letters"`
		Key     string     `json:"key"`
		KeyB    string     `json:"key_b"`
		Sample  string     `json:"sample,omitempty"`
		Note    string     `json:"note,omitempty"`
	}
)

// Bytes returns b as a file: one entry a line, in the order of b, and no entry names another
// by its place, so that two versions of it merge. It is an error where that is too large to
// be read again.
func (b *Baseline) Bytes() ([]byte, error) {
	ref := func(i int) writtenRef { return writtenRef{b.Submissions[i].Name, b.Submissions[i].Key} }
	out := []byte(`{"schema":"` + BaselineSchema + `","submissions":[`)
	out = appendLines(out, b.Submissions, func(s *BaselineSubmission) any {
		return writtenSubmission{s.Name, s.Archived, s.Title, s.Key, hexOf(s.Sketch)}
	})
	out = append(out, `],"pairs":[`...)
	out = appendLines(out, b.Pairs, func(e *BaselinePair) any {
		return writtenPair{ref(e.A), ref(e.B), e.Note}
	})
	out = append(out, `],"passages":[`...)
	out = appendLines(out, b.Passages, func(e *BaselinePassage) any {
		return writtenPassage{ref(e.A), ref(e.B), e.Letters, e.Key, e.KeyB, hexOf(e.Sample), e.Note}
	})
	out = append(out, "]}\n"...)
	if len(out) > maxBaseline {
		return nil, fmt.Errorf("larger than %d MiB", maxBaseline>>20)
	}
	return out, nil
}

// appendLines appends the elements of a list, each in a line of its own.
func appendLines[E any](dst []byte, list []E, written func(*E) any) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		buf.Reset()
		if err := enc.Encode(written(&list[i])); err != nil {
			panic(err) // texts and numbers alone
		}
		dst = append(dst, '\n')
		dst = append(dst, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
	}
	if len(list) > 0 {
		dst = append(dst, '\n')
	}
	return dst
}

// hexOf returns values in 8 hexadecimal digits each.
func hexOf(values []uint32) string {
	data := make([]byte, 0, 4*len(values))
	for _, v := range values {
		data = binary.BigEndian.AppendUint32(data, v)
	}
	return hex.EncodeToString(data)
}
