package worker

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Requests and replies are frames. All numbers are little-endian:
//
//	magic    8 bytes
//	seq      8 bytes  number of the request in its process, from 1; 0: the worker is ready
//	memory   8 bytes  request: Limits.Memory; reply: 1 where the process has used much memory, 2 where it is a note, else 0
//	cpu      8 bytes  request: Limits.CPU in nanoseconds; reply: 0
//	length   8 bytes  of the body
//	check    4 bytes  CRC-32C of the fields before
//	body
//	check    4 bytes  CRC-32C of the body
const (
	magic      = "ccwork1\n"
	headerSize = len(magic) + 4*8 + 4
)

// maxReply is the number of bytes that a reply may have: twice the most text of a
// document, for what goes with it.
const maxReply = 128 << 20

// isNote in the place of header.memory marks a note, which comes before the reply.
const isNote = 2

// header is what stands before the body of a frame.
type header struct {
	seq, memory, cpu, length uint64
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeFrame writes a frame with that body, whose length it sets, and flushes w.
func writeFrame(w *bufio.Writer, h header, body ...[]byte) error {
	h.length = 0
	sum := uint32(0)
	for _, part := range body {
		h.length += uint64(len(part))
	}
	b := append(make([]byte, 0, headerSize), magic...)
	for _, v := range [...]uint64{h.seq, h.memory, h.cpu, h.length} {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
	w.Write(b)
	for _, part := range body {
		sum = crc32.Update(sum, castagnoli, part)
		w.Write(part)
	}
	w.Write(binary.LittleEndian.AppendUint32(b[:0], sum))
	return w.Flush() // the first error of all that was written
}

// errNoFrame is the error of bytes that no writeFrame wrote.
var errNoFrame = errors.New("what it wrote is no reply")

// readFrame reads a frame whose body has at most limit bytes.
func readFrame(r *bufio.Reader, limit uint64) (h header, body []byte, err error) {
	var b [headerSize]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return h, nil, err
	}
	fields, check := b[:headerSize-4], binary.LittleEndian.Uint32(b[headerSize-4:])
	if string(b[:len(magic)]) != magic || crc32.Checksum(fields, castagnoli) != check {
		return h, nil, errNoFrame
	}
	fields = fields[len(magic):]
	for _, v := range [...]*uint64{&h.seq, &h.memory, &h.cpu, &h.length} {
		*v = binary.LittleEndian.Uint64(fields)
		fields = fields[8:]
	}
	if h.length > limit {
		return h, nil, fmt.Errorf("%w: %d bytes", errNoFrame, h.length)
	}
	body = make([]byte, h.length)
	if _, err := io.ReadFull(r, body); err != nil {
		return h, nil, err
	}
	if _, err := io.ReadFull(r, b[:4]); err != nil {
		return h, nil, err
	}
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(b[:4]) {
		return h, nil, errNoFrame
	}
	return h, body, nil
}
