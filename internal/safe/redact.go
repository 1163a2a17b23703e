package safe

import (
	"strings"
	"unicode/utf8"
)

// Redact returns s with the middle of numbers that tell a person by asterisks:
//
//   - of identity cards: 18 digits with a date in them, the last maybe an X, or 15;
//   - of mobile telephones: 11 digits from 13 to 19, also behind +86, 0086 or 0;
//   - of other telephones: area code and number, 0912-2345678, and 400-820-8820;
//   - of bank accounts: 16 digits or more, from 8 where 账号, 卡号 or the like stands in
//     front.
//
// They may be written in groups with blanks, hyphens, points or strokes between, and
// over the end of a line; in digits of full width or any other script, in Chinese
// numerals, as references of HTML. What is left shows of what kind a number was and lets
// two of them be told apart. Years, dates, ratios, amounts with their unit, numbers of
// documents and whatever is shorter stay. In doubt a number goes: groups of figures that
// read as a telephone are taken for one.
//
// The length in bytes and in characters stays, and so does every byte that is of no such
// digit: ranges of the text hold for the result, too. Applied twice, Redact changes nothing
// more. The time is linear.
func Redact(s string) string {
	r := redaction{text: []byte(s)}
	for r.run.read(r.text, r.run.next) {
		r.settle()
	}
	if !r.changed {
		return s
	}
	return string(r.text)
}

// redaction is a text whose numbers are looked at from left to right.
type redaction struct {
	text    []byte // redacted in front of run
	changed bool
	run     run
}

// rounds is how often a run is looked at: what stays of one number may stand beside digits
// that it kept from being one. A text that was made to need more loses all of its digits.
const rounds = 8

// settle redacts the numbers of the run until none is left.
func (r *redaction) settle() {
	lo, hi, next := r.run.digits[0].at, r.run.digits.end(), r.run.next
	before := r.changed
	for round := 0; ; round++ {
		r.changed = false
		for r.run.next = lo; r.run.read(r.text[:hi], r.run.next); {
			if round == rounds {
				r.mask(r.run.digits, 0, 0)
				continue
			}
			r.redactAll(r.idCard)
			if !r.changed { // 1. 610 102 1990 0307 1234: an item and a card, no telephone
				r.redactAll(r.redactFirst)
			}
		}
		if !r.changed || round == rounds {
			break
		}
		before = true
	}
	r.changed, r.run.next = before, next
}

// redactAll lets rule redact the number that each group of the run begins. A rule returns how
// many groups it is done with, 0 where there is no such number.
func (r *redaction) redactAll(rule func(i int) int) {
	for i := 0; i < r.run.groups(); {
		i += max(rule(i), 1)
	}
}

// mask covers all of d but so many digits at its two ends.
func (r *redaction) mask(d digits, head, tail int) {
	for _, x := range d[head : len(d)-tail] {
		at := r.text[x.at : x.at+x.size]
		copy(at, covers(at))
		r.changed = true
	}
}

// Digits by which a number goes on being told apart, by its kind.
const (
	keepMobileHead, keepMobileTail = 3, 4 // 138****8000
	keepCardHead, keepCardTail     = 4, 4
	keepIDHead, keepIDTail         = 6, 4 // the place, without the date of birth
	keepOldIDTail                  = 3
	keepLandlineTail               = 3 // the area code besides
	keepServiceHead                = 3 // 400-***-8820
	keepServiceTail                = 4
)

const (
	// accountDigits is how many digits the shortest number of an account has that is taken
	// for one by itself: no amount, date or document number in a report is as long.
	accountDigits = 16

	// longNumber is how many digits make a number of its own: beside one that long, shorter
	// groups belong to it.
	longNumber = 12

	maxGroups       = 4  // that a telephone number is written in, unless digit by digit
	maxCardGroups   = 6  // a number of an identity card
	maxAccountParts = 8  // an account
	idDigits        = 18 // of an identity card
	mobileDigits    = 11
)

// redactFirst is the rule for any number but that of an identity card.
func (r *redaction) redactFirst(i int) int {
	for _, rule := range [...]func(int) int{r.mobile, r.account, r.labelled, r.landline} {
		if n := rule(i); n > 0 {
			return n
		}
	}
	return 0
}

// joins returns the most groups from i on, n at most, that may be one number: with gaps no
// heavier than widest, and one line end.
func (r *redaction) joins(i, n int, widest gap) int {
	lines := 0
	for k := 1; k < n; k++ {
		if i+k >= r.run.groups() || r.run.gap(i+k) > widest {
			return k
		}
		if r.run.gap(i+k) == wrapped {
			if lines++; lines > 1 {
				return k
			}
		}
	}
	return min(n, r.run.groups()-i)
}

// spelt reports whether n groups from i on are single digits.
func (r *redaction) spelt(i, n int) bool { return n > maxGroups && len(r.run.join(i, n)) == n }

// idCard is the rule for the number of an identity card.
func (r *redaction) idCard(i int) int {
	for n := r.joins(i, idDigits, wrapped); n > 0; n-- {
		d := r.run.join(i, n)
		if len(d) < 15 || len(d) > idDigits || n > maxCardGroups && !r.spelt(i, n) {
			continue
		}
		switch x := r.checkX(d.end(), n > 1); {
		case len(d) == idDigits && bornOn(d[6:14]):
			r.mask(d, keepIDHead, keepIDTail)
		case len(d) == idDigits-1 && bornOn(d[6:14]) && x:
			r.mask(d, keepIDHead, keepIDTail-1)
		case len(d) == 15 && (n == 1 || n == 2 || r.run.size(i) == 6) && oldID(d) && !d.has("0086"):
			r.mask(d, keepIDHead, keepOldIDTail)
		default:
			continue
		}
		return n
	}
	return 0
}

// checkX reports whether the X of an identity card stands at a byte, in groups also behind
// one separator.
func (r *redaction) checkX(at int, groups bool) bool {
	c, size := utf8.DecodeRune(r.text[at:])
	if groups && size > 0 && gapOf(c) == light {
		c, _ = utf8.DecodeRune(r.text[at+size:])
	}
	return strings.ContainsRune("XxＸｘ", c)
}

// mobile is the rule for the number of a mobile telephone.
func (r *redaction) mobile(i int) int {
	for n := 1; n <= r.joins(i, mobileDigits+2, wrapped); n++ {
		d := r.run.join(i, n)
		if len(d) > mobileDigits+4 {
			break
		}
		prefix := len(d) - mobileDigits
		switch {
		case prefix < 0:
			continue
		case prefix == 0, prefix == 1 && d.has("0"), prefix == 2 && d.has("86"), prefix == 4 && d.has("0086"):
		default:
			continue
		}
		number := d[prefix:]
		if number[0].value != '1' || number[1].value < '3' || !r.grouped(i, n, prefix) || r.amount(d, true) || n == 1 && r.cents(d.end()) {
			continue
		}
		r.mask(number, keepMobileHead, keepMobileTail)
		return n
	}
	return 0
}

// grouped reports whether n groups from i on, a prefix of so many digits in front, may be
// those of a mobile telephone and not figures side by side.
func (r *redaction) grouped(i, n, prefix int) bool {
	switch first := r.run.size(i) - prefix; {
	case n == 1 || r.spelt(i, n):
		return true
	case first <= 0: // the prefix is a group of its own
		return first == 0 && n-1 <= maxGroups
	case n > maxGroups:
		return false
	case n == 2 && r.run.gap(i+1) == wrapped:
		return true
	case first >= 3:
		return (!r.year(i) || !r.year(i+1)) && !(n == maxGroups && r.date(i+1)) // 1949 2023 123, 138 2023 11 22
	case first == 1:
		return n == maxGroups && r.run.size(i+1) == 3 && r.run.size(i+2) == 3 // 1-380-013-8000
	case first == 2:
		if i >= 2 && r.date(i-2) { // 2023-01-13 11225 9771
			return false
		}
		for k := i; k < i+n; k++ {
			if r.year(k) || k > i && r.run.gap(k) != light {
				return false
			}
		}
		return n < maxGroups || r.run.size(i+1) == 3 && r.run.size(i+2) == 3 // 13 800 138 000
	}
	return false
}

// account is the rule for an account that is told by its length.
func (r *redaction) account(i int) int {
	if r.own(i) {
		d := r.run.join(i, 1)
		if len(d) < accountDigits || r.fraction(d[0].at) || r.amount(d, false) {
			return 0
		}
		r.mask(d, keepCardHead, keepCardTail)
		return 1
	}
	longest, best := 0, 0
	for n := 1; n <= r.joins(i, maxAccountParts, wrapped) && !r.own(i+n-1); n++ {
		d, last := r.run.join(i, n), r.run.size(i+n-1)
		if n > 1 && len(d) >= accountDigits && r.accountOf(i, n, max(longest, last)) && !r.amount(d, true) {
			best = n
		}
		longest = max(longest, last)
	}
	if best > 0 {
		r.mask(r.run.join(i, best), keepCardHead, keepCardTail)
	}
	return best
}

// accountOf reports whether n groups from i on, the longest of that many digits, are those
// of one account.
func (r *redaction) accountOf(i, n, longest int) bool {
	widest, dates, short := noGap, 0, false
	for k := i; k < i+n; k++ {
		if k > i {
			widest = max(widest, r.run.gap(k))
		}
		if r.year(k) || r.run.size(k) == 8 && bornOn(r.run.join(k, 1)) {
			dates++
		}
		short = short || k < i+n-1 && r.run.size(k) < 4
	}
	switch {
	case dates == n:
		return false
	case widest == wrapped: // cards of the banks of the country begin so
		const longestCard = 19
		return n == 2 && r.run.join(i, 1).has("62") && len(r.run.join(i, n)) <= longestCard
	case widest == odd:
		return n > 2 && !short
	}
	return !short || longest >= longNumber
}

// own reports whether group i is a number by itself, whatever stands beside it.
func (r *redaction) own(i int) bool {
	d := r.run.join(i, 1)
	return len(d) >= accountDigits || len(d) == mobileDigits && d[0].value == '1' && d[1].value >= '3'
}

// labelled is the rule for an account or a telephone in front of which is told that it is
// one.
func (r *redaction) labelled(i int) int {
	at := r.run.digits[r.run.starts[i]].at
	near, far := r.label(at)
	shortest := shortestNumber
	if r.behind(at, phones) {
		if n := r.landline(i); n > 0 {
			return n
		}
		near, shortest = true, localDigits
	}
	if !near && !far {
		return 0
	}
	n := 1
	for all := r.joins(i, maxAccountParts, wrapped); n < all; n++ {
		if r.own(i+n) || len(r.run.join(i, n)) >= shortestNumber && r.date(i+n) {
			break
		}
	}
	d := r.run.join(i, n)
	switch {
	case len(d) < shortest || r.amount(d, true), !near && r.date(i):
		return 0
	case len(d) >= accountDigits:
		r.mask(d, keepCardHead, keepCardTail)
	default:
		r.mask(d, 0, keepCardTail)
	}
	return n
}

// date reports whether group i is a date or begins one.
func (r *redaction) date(i int) bool {
	if r.run.size(i) == 8 {
		return bornOn(r.run.join(i, 1))
	}
	short := func(i int) bool { return 1 <= r.run.size(i) && r.run.size(i) <= 2 }
	return r.year(i) && short(i+1)
}

// year reports whether group i is a year.
func (r *redaction) year(i int) bool {
	if r.run.size(i) != 4 {
		return false
	}
	d := r.run.join(i, 1)
	return d.has("19") || d.has("20")
}

// landline is the rule for a telephone number with its area code, or one of a service.
func (r *redaction) landline(i int) int {
	all := r.joins(i, 3, odd)
	first := r.run.join(i, 1)
	size := func(n int) int {
		if n >= all {
			return 0
		}
		return r.run.size(i + n)
	}
	second, third := size(1), size(2)
	switch {
	case first.has("400") || first.has("800"):
		n := 1
		switch {
		case len(first) == 10:
		case len(first) == 3 && second == 7:
			n = 2
		case len(first) == 3 && (second == 3 || second == 4) && second+third == 7:
			n = 3
		default:
			return 0
		}
		if d := r.run.join(i, n); !r.amount(d, true) {
			r.mask(d, keepServiceHead, keepServiceTail)
			return n
		}
	case all == 3 && (len(first) == 2 && first.has("86") || len(first) == 4 && first.has("0086")) && (second == 2 || second == 3) && (third == 7 || third == 8):
		r.mask(r.run.join(i+2, 1), 0, keepLandlineTail) // +86 912 2345678
		return 3
	case first[0].value != '0' || first[1:].has("0"):
	case len(first) == 11 || len(first) == 12: // no amount begins with 0
		r.mask(first, 3, keepLandlineTail)
		return 1
	case len(first) != 3 && len(first) != 4:
	case second == 7 || second == 8:
		r.mask(r.run.join(i+1, 1), 0, keepLandlineTail)
		return 2
	case (second == 3 || second == 4) && third == 4:
		r.mask(r.run.join(i+1, 1), 0, 0)
		return 3
	}
	return 0
}

// bornOn reports whether eight digits are a date on which somebody alive may be born.
func bornOn(d digits) bool {
	year := d.number(0, 4)
	return 1880 <= year && year <= 2100 && dayOfYear(d.number(4, 6), d.number(6, 8))
}

// oldID reports whether fifteen digits are the number of a card of the first generation:
// the place, and a date with two digits of its year.
func oldID(d digits) bool {
	return d[0].value != '0' && d[0].value != '9' && dayOfYear(d.number(8, 10), d.number(10, 12))
}

func dayOfYear(month, day int) bool { return 1 <= month && month <= 12 && 1 <= day && day <= 31 }
