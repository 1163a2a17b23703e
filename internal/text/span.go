package text

// Span is a half-open byte range [Lo, Hi) of a document's text: the text as
// source decoded it, the one origin of all coordinates. Lo <= Hi.
type Span struct {
	Lo, Hi int32 // bytes
}

// Len returns the length of s in bytes.
func (s Span) Len() int32 { return s.Hi - s.Lo }

// Empty reports whether s holds no byte.
func (s Span) Empty() bool { return s.Hi <= s.Lo }

// Of returns the bytes of src that s covers.
func (s Span) Of(src string) string { return src[s.Lo:s.Hi] }

// Overlap returns the bytes that s and t share, 0 when they are apart.
func (s Span) Overlap(t Span) int32 {
	return max(0, min(s.Hi, t.Hi)-max(s.Lo, t.Lo))
}
