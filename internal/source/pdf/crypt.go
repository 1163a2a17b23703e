package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"hash"

	"chachong/internal/source/extract"
)

// crypt decrypts what the standard security handler encrypted (ISO 32000-2 7.6). Many
// official documents are locked against changes only: they open with the empty password.
type crypt struct {
	key              []byte
	strings, streams method
	metadata         bool // the metadata stream is encrypted too
}

type method uint8

const (
	identity method = iota
	methodRC4
	methodAES128
	methodAES256
)

// padding fills a short password up to 32 bytes (algorithm 2, step a).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

func newCrypt(f *file, enc dict) (*crypt, error) {
	unsupported := extract.Errorf(extract.CodePassword, extract.HintPassword, "encrypted in a way that is not read")
	if f.nameOf(enc["Filter"]) != "Standard" {
		return nil, unsupported
	}
	version, revision := f.int(enc["V"], 0), f.int(enc["R"], 0)
	c := &crypt{metadata: true}
	if v, ok := f.resolve(enc["EncryptMetadata"]).(bool); ok {
		c.metadata = v
	}
	size := f.int(enc["Length"], 40) / 8
	switch version {
	case 1:
		c.strings, c.streams, size = methodRC4, methodRC4, 5
	case 2:
		c.strings, c.streams = methodRC4, methodRC4
	case 4, 5:
		size = 16
		filters := f.dict(enc["CF"])
		for _, k := range []struct {
			key name
			to  *method
		}{{"StmF", &c.streams}, {"StrF", &c.strings}} {
			which := f.nameOf(enc[k.key])
			if which == "" || which == "Identity" {
				continue
			}
			switch f.nameOf(f.dict(filters[which])["CFM"]) {
			case "V2":
				*k.to = methodRC4
			case "AESV2":
				*k.to = methodAES128
			case "AESV3":
				*k.to = methodAES256
			case "None":
			default:
				return nil, unsupported
			}
		}
	default:
		return nil, unsupported
	}
	if size < 5 || size > 16 {
		return nil, unsupported
	}
	o, _ := f.resolve(enc["O"]).(str)
	u, _ := f.resolve(enc["U"]).(str)
	if version == 5 {
		ue, _ := f.resolve(enc["UE"]).(str)
		return c, c.open256(revision, []byte(u), []byte(ue))
	}
	var id str
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id, _ = f.resolve(ids[0]).(str)
	}
	if len(o) < 32 || len(u) < 16 {
		return nil, damaged("its encryption is not valid")
	}
	p, _ := f.float(enc["P"])
	return c, c.open128(revision, size, []byte(o)[:32], []byte(u), []byte(id), uint32(int64(p)))
}

// open128 computes the key of the empty user password and tests it (algorithms 2, 4, 5).
func (c *crypt) open128(revision, size int, o, u, id []byte, p uint32) error {
	h := md5.New()
	h.Write([]byte(padding))
	h.Write(o)
	h.Write(binary.LittleEndian.AppendUint32(nil, p))
	h.Write(id)
	if revision >= 4 && !c.metadata {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:size])
			key = sum[:]
		}
	}
	c.key = key[:size]
	want := []byte(padding)
	if revision >= 3 {
		sum := md5.Sum(append([]byte(padding), id...))
		want = sum[:]
	}
	rc4With(c.key, want)
	if revision >= 3 {
		for i := range 19 {
			k := bytes.Clone(c.key)
			for j := range k {
				k[j] ^= byte(i + 1)
			}
			rc4With(k, want)
		}
	}
	if !bytes.HasPrefix(u, want) {
		return needsPassword()
	}
	return nil
}

func rc4With(key, data []byte) {
	if r, err := rc4.NewCipher(key); err == nil {
		r.XORKeyStream(data, data)
	}
}

// open256 does the same for AES with 256 bits (algorithms 2.A, 2.B).
func (c *crypt) open256(revision int, u, ue []byte) error {
	if len(u) < 48 || len(ue) < 32 {
		return damaged("its encryption is not valid")
	}
	sum := hash5
	if revision >= 6 {
		sum = hash6
	}
	if !bytes.Equal(sum(u[32:40]), u[:32]) {
		return needsPassword()
	}
	block, err := aes.NewCipher(sum(u[40:48]))
	if err != nil {
		return damaged("its encryption is not valid")
	}
	c.key = make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, ue[:32])
	return nil
}

func hash5(salt []byte) []byte {
	s := sha256.Sum256(salt)
	return s[:]
}

// hash6 is algorithm 2.B for the empty password. It ends: from round 64 on each round
// ends it with a chance of about one in eight, and maxRounds bounds it for ill luck.
func hash6(salt []byte) []byte {
	const maxRounds = 2048
	k := hash5(salt)
	for i := range maxRounds {
		k1 := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(k1, k1)
		mod := 0
		for _, b := range k1[:16] {
			mod += int(b)
		}
		h := []func() hash.Hash{sha256.New, sha512.New384, sha512.New}[mod%3]()
		h.Write(k1)
		k = h.Sum(nil)
		if i >= 63 && int(k1[len(k1)-1]) <= i-31 {
			break
		}
	}
	return k[:32]
}

// text decrypts a string of object id.
func (c *crypt) text(id ref, s []byte) []byte { return c.open(c.strings, id, s) }

// stream decrypts the data of s.
func (c *crypt) stream(s *stream, data []byte) []byte {
	switch s.dict["Type"] {
	case name("XRef"):
		return data
	case name("Metadata"):
		if !c.metadata {
			return data
		}
	}
	return c.open(c.streams, s.id, data)
}

// open decrypts data with the key of object id (algorithm 1). data is left as it is.
func (c *crypt) open(m method, id ref, data []byte) []byte {
	key := c.key
	switch m {
	case identity:
		return data
	case methodRC4, methodAES128:
		h := md5.New()
		h.Write(c.key)
		h.Write([]byte{byte(id.num), byte(id.num >> 8), byte(id.num >> 16), byte(id.gen), byte(id.gen >> 8)})
		if m == methodAES128 {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(len(c.key)+5, 16)]
	}
	if m == methodRC4 {
		out := bytes.Clone(data)
		rc4With(key, out)
		return out
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 || len(data)%16 != 0 {
		if len(data) < 32 || err != nil {
			return nil
		}
		data = data[:len(data)/16*16]
	}
	out := make([]byte, len(data)-16)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 && pad <= len(out) {
		out = out[:len(out)-pad]
	}
	return out
}
