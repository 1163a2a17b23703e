package source

import (
	"slices"
	"testing"
)

func TestTable(t *testing.T) {
	want := [][]string{{"学校", "简称"}, {"青石镇第一小学", "一小、石一"}}
	for _, text := range []string{
		"学校,简称\n青石镇第一小学,一小、石一\n",
		"\ufeff学校\t简称\r\n\r\n青石镇第一小学\t一小、石一\r\n",
		"学校;简称\n\"青石镇第一小学\";一小、石一",
		"学校，简称\n青石镇第一小学，一小、石一\n",
		"\xd1\xa7\xd0\xa3,\xbc\xf2\xb3\xc6\n\xc7\xe0\xca\xaf\xd5\xf2\xb5\xda\xd2\xbb\xd0\xa1\xd1\xa7,\xd2\xbb\xd0\xa1\xa1\xa2\xca\xaf\xd2\xbb\n",
	} {
		got, err := Table([]byte(text))
		if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("Table(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	if got, err := Table([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")); err == nil {
		t.Errorf("Table(a picture) = %q, want an error", got)
	}
}
