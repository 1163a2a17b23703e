package detect

import (
	"slices"
	"testing"

	"chachong/internal/text"
)

func TestOnceEach(t *testing.T) {
	here, there := text.Span{Lo: 10, Hi: 90}, text.Span{Lo: 100, Hi: 190}
	ls := []leftover{
		{text: "青石镇", place: here},
		{text: "青石镇中心小学", place: here},
		{text: "云岭县", place: here},
		{text: "青石镇", place: there},
	}
	var got []string
	for _, l := range onceEach(ls) {
		got = append(got, l.text)
	}
	if want := []string{"青石镇中心小学", "云岭县", "青石镇"}; !slices.Equal(got, want) {
		t.Errorf("onceEach = %q, want %q", got, want)
	}
}
