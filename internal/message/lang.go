package message

import (
	"fmt"
	"strings"
)

// Lang is a language of reports and messages. The zero value is Chinese.
type Lang uint8

// The languages there are.
const (
	Zh Lang = iota
	En
)

// String returns what --lang calls the language.
func (l Lang) String() string {
	if l == En {
		return "en"
	}
	return "zh"
}

// Choose returns the language that flag names: zh, en, or auto (also ""), which follows
// the locale. The first of LC_ALL, LC_MESSAGES and LANG that is set decides, as in
// POSIX: zh gives Chinese, any other language English. No locale, C and POSIX say
// nothing about the reader and give Chinese, the language of the texts.
func Choose(flag string, environ func(string) string) (Lang, error) {
	switch flag {
	case "zh":
		return Zh, nil
	case "en":
		return En, nil
	case "auto", "":
		return fromLocale(environ), nil
	}
	return Zh, fmt.Errorf("language %q is none of zh, en, auto", flag)
}

func fromLocale(environ func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := environ(name)
		if locale == "" {
			continue
		}
		// language[_territory][.codeset][@modifier]
		language := locale
		if i := strings.IndexAny(locale, "_-.@"); i >= 0 {
			language = locale[:i]
		}
		switch strings.ToLower(language) {
		case "zh", "c", "posix":
			return Zh
		}
		return En
	}
	return Zh
}
