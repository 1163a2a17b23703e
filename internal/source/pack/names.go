package pack

import (
	"encoding/base64"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"chachong/internal/source/extract"
)

// maxName is the longest name in bytes. Windows allows 260 characters and Linux paths of
// 4096 bytes.
const maxName = 4096

// nameless is what a member without a name is called.
const nameless = "unnamed"

// shown returns a stored name as it is shown: valid UTF-8 with "/" between folders. Bytes
// that are not UTF-8 are read as GB 18030, which Chinese Windows writes; b64 is the stored
// name where that does not show it exactly.
func shown(stored string) (name, b64 string, err error) {
	if len(stored) > maxName {
		return "", "", extract.Errorf(extract.CodeLimitCount, hintUnpack,
			"a name in it is longer than the limit of %d bytes", maxName)
	}
	name = stored
	if !utf8.ValidString(name) {
		name, err = simplifiedchinese.GB18030.NewDecoder().String(stored)
		if err != nil || strings.ContainsRune(name, utf8.RuneError) {
			name = strings.ToValidUTF8(name, string(utf8.RuneError))
			b64 = base64.StdEncoding.EncodeToString([]byte(stored))
		}
	}
	return strings.ReplaceAll(name, `\`, "/"), b64, nil
}

// unique returns name, or name with "~2", "~3" … before its extension where it is taken.
// Names that differ in case only are different.
func (l *list) unique(name string) string {
	if name == "" {
		name = nameless
	}
	next, used := l.taken[name]
	if !used {
		l.taken[name] = 2
		return name
	}
	ext := path.Ext(name)
	stem := name[:len(name)-len(ext)]
	for ; ; next++ {
		other := fmt.Sprintf("%s~%d%s", stem, next, ext)
		if _, used := l.taken[other]; !used {
			l.taken[name], l.taken[other] = next+1, 2
			return other
		}
	}
}
