package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// lock encrypts the streams of o the way kind says, with the empty user password; kind
// "password" asks for another one.
func lock(o objects, kind string) []byte {
	owner := bytes.Repeat([]byte{0x5a}, 32)
	id := []byte("0123456789abcdef")
	perms := int32(-44)
	var enc string
	var seal func(num int, data string) string
	switch kind {
	case "AES 256":
		u := append(hash6([]byte("validsal")), "validsalkey-salt"...)
		key := bytes.Repeat([]byte{7, 9}, 16)
		block, _ := aes.NewCipher(hash6([]byte("key-salt")))
		ue := make([]byte, 32)
		cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(ue, key)
		enc = fmt.Sprintf("<< /Filter /Standard /V 5 /R 6 /Length 256 /P %d /O <%x> /U <%x> /UE <%x> /CF << /StdCF << /CFM /AESV3 >> >> /StmF /StdCF /StrF /StdCF >>",
			perms, bytes.Repeat([]byte{1}, 48), u, ue)
		seal = func(_ int, data string) string { return aesSeal(key, data) }
	default:
		v, r, size, cf := 2, 3, 16, ""
		switch kind {
		case "RC4 40":
			v, r, size = 1, 2, 5
		case "AES 128":
			v, r, cf = 4, 4, "/CF << /StdCF << /CFM /AESV2 >> >> /StmF /StdCF /StrF /StdCF"
		}
		h := md5.New()
		h.Write([]byte(padding))
		h.Write(owner)
		h.Write(binary.LittleEndian.AppendUint32(nil, uint32(perms)))
		h.Write(id)
		key := h.Sum(nil)
		u := []byte(padding)
		if r >= 3 {
			for range 50 {
				sum := md5.Sum(key)
				key = sum[:]
			}
			sum := md5.Sum(append([]byte(padding), id...))
			u = sum[:]
		}
		key = key[:size]
		rc4With(key, u)
		for i := 1; r >= 3 && i < 20; i++ {
			k := bytes.Clone(key)
			for j := range k {
				k[j] ^= byte(i)
			}
			rc4With(k, u)
		}
		if kind == "password" {
			u[0] ^= 1
		}
		enc = fmt.Sprintf("<< /Filter /Standard /V %d /R %d /Length %d /P %d /O <%x> /U <%x%x> %s >>", v, r, size*8, perms, owner, u, make([]byte, 32-len(u)), cf)
		seal = func(num int, data string) string {
			salt := ""
			if cf != "" {
				salt = "sAlT"
			}
			sum := md5.Sum(append(bytes.Clone(key), fmt.Sprintf("%c%c%c%c%c%s", num, 0, 0, 0, 0, salt)...))
			k := sum[:min(size+5, 16)]
			if cf != "" {
				return aesSeal(k, data)
			}
			out := []byte(data)
			rc4With(k, out)
			return string(out)
		}
	}
	for i, s := range o {
		head, data, ok := strings.Cut(s, "\nstream\n")
		if !ok {
			continue
		}
		data = seal(i+1, strings.TrimSuffix(data, "\nendstream"))
		_, rest, _ := strings.Cut(head, "/Length ")
		_, rest, _ = strings.Cut(rest, " ")
		o[i] = fmt.Sprintf("<< /Length %d %s\nstream\n%s\nendstream", len(data), rest, data)
	}
	return o.build(fmt.Sprintf("/ID [<%[1]x> <%[1]x>] /Encrypt %[2]s", id, enc))
}

func aesSeal(key []byte, data string) string {
	pad := 16 - len(data)%16
	plain := []byte(data + strings.Repeat(string(rune(pad)), pad))
	out := make([]byte, 16+len(plain))
	copy(out, "initialisation--")
	block, _ := aes.NewCipher(key)
	cipher.NewCBCEncrypter(block, out[:16]).CryptBlocks(out[16:], plain)
	return string(out)
}

func TestLocked(t *testing.T) {
	for _, kind := range []string{"RC4 40", "RC4 128", "AES 128", "AES 256"} {
		doc := read(t, lock(onePage("GBK-EUC-H", typeset(story, 28, gbk), ""), kind))
		if want := strings.Join(story, "\n"); doc.Text != want {
			t.Errorf("Read(%s) = %q, want %q", kind, doc.Text, want)
		}
	}
}
