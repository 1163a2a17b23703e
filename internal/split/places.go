package split

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Who reports is named again and again: 青杉县, 柳溪镇. Where another place takes over
// at every boundary, the parts are of different offices, whatever stands between
// them.
const (
	placeUnits    = "县市区镇乡村"
	subjectTimes  = 2   // a part names its place at least so often
	placeWeight   = 2.0 // points where it changes at all boundaries
	certainPlaces = 0.6 // change that stands in for openings
	hanLen        = 3   // bytes of a Han character
)

// place is a name of a place.
type place struct {
	at  int32
	key uint64 // its last three characters, which is all of most; the two before streetUnit
}

// streetUnit is the unit of a place too, but no part of its key.
const streetUnit = "街道"

// readPlaces returns the names of places that end with one of units, ascending. A name
// ends with what the place is; the two characters before it make the key.
func (s *sheet) readPlaces(units places) []place {
	out := make([]place, 0, len(units))
	t := s.s
	for _, i := range units {
		from := i - 2*hanLen
		if from < 0 {
			continue
		}
		first, second := hanAt(t, from), hanAt(t, from+hanLen)
		if first == 0 || second == 0 {
			continue
		}
		key := uint64(first)<<runeBits | uint64(second)
		switch unit := hanAt(t, i); {
		case signs[unit]&placeSign == 0:
			if strings.HasPrefix(t[i:], streetUnit) {
				out = append(out, place{from, key})
			}
		case (signs[first]|signs[second])&notPlaceSign != 0:
		case signs[second]&beforeUnit != 0 && suffixOf(t[:i+hanLen], commonUnits) > 0:
		case !hasPrefix(t[i:], unitWords):
			out = append(out, place{from, key<<runeBits | uint64(unit)})
		}
	}
	return out
}

const runeBits = 21 // of a character

// hanAt returns the Han character at byte at of t, 0 where another one begins there or
// none.
func hanAt(t string, at int32) rune {
	if c := t[at]; c < 0xE3 || c > 0xE9 || int(at)+2 >= len(t) {
		return 0
	}
	if r := rune(t[at]&0xF)<<12 | rune(t[at+1]&0x3F)<<6 | rune(t[at+2]&0x3F); isHan(r) {
		return r
	}
	return 0
}

// notInPlace cannot stand before the unit of a place, commonUnits are words that end
// in one: 全县, 社区, 超市.
const notInPlace = "全本我该各两每几的和在直是到与及了"

var commonUnits = listOf(
	"农村", "乡村", "小村", "县市", "城市", "超市", "夜市", "菜市", "股市", "门市", "集市", "上市", "开市", "市县", "治县",
	"城区", "社区", "地区", "山区", "郊区", "园区", "校区", "辖区", "灾区", "林区", "牧区", "库区", "景区", "厂区", "矿区", "住区", "小区", "片区", "新区", "老区", "大区", "分区", "县区", "市区", "镇区", "治区", "特区", "营区", "考区",
	"城镇", "乡镇", "小镇", "村镇", "城乡", "家乡", "他乡", "下乡", "返乡", "回乡", "入乡", "镇乡",
)

// mayBePlace reports whether the unit of a place ends pair, two Han characters.
func mayBePlace(pair string) bool {
	return !strings.Contains(notInPlace, pair[:hanLen]) && suffixOf(pair, commonUnits) == 0
}

// unitWords begin like the end of a place name and are words by themselves.
var unitWords = listOf("市场", "市民", "市值", "市容", "区域", "区别", "区分", "区间", "村民", "村庄", "乡亲", "乡村", "乡镇", "乡音", "村级")

// placesIn returns the places named in [lo, hi).
func (s *sheet) placesIn(lo, hi int32) []place {
	if s.named == nil {
		s.named = s.readPlaces(s.units)
	}
	i := sort.Search(len(s.named), func(i int) bool { return s.named[i].at >= lo })
	j := i + sort.Search(len(s.named)-i, func(j int) bool { return s.named[i+j].at >= hi })
	return s.named[i:j]
}

// subjectOf returns the place that a part names most often, and whether it does so
// often enough. Of equals the first counts.
func subjectOf(places []place) (key uint64, known bool) {
	if len(places) < subjectTimes {
		return 0, false
	}
	times := timesOf(places)
	most := int32(subjectTimes - 1)
	for i, p := range places {
		if times[i] > most {
			most, key, known = times[i], p.key, true
		}
	}
	return key, known
}

// timesOf returns for each of places how often its key stands behind it, itself included:
// all of them at the first one of a key.
func timesOf(places []place) []int32 {
	const few = 48 // places among which looking at all costs less than a map
	times := make([]int32, len(places))
	if len(places) <= few {
		for i, p := range places {
			for j := i; j < len(places); j++ {
				if places[j].key == p.key {
					times[i]++
				}
			}
		}
		return times
	}
	sum := make(map[uint64]int32, len(places))
	for i, p := range slices.Backward(places) {
		sum[p.key]++
		times[i] = sum[p.key]
	}
	return times
}

func namesPlace(places []place, key uint64) bool {
	for _, p := range places {
		if p.key == key {
			return true
		}
	}
	return false
}

// placeChange returns the share of the boundaries between parts at which one place
// gives way to another, in [0, 1]: neither part names the place of the other. Few
// known boundaries weigh less.
func (s *sheet) placeChange(parts []stretch) float64 {
	changes, known := 0, 0
	before := s.placesIn(parts[0].lo, parts[0].hi)
	last, ok := subjectOf(before)
	for _, p := range parts[1:] {
		places := s.placesIn(p.lo, p.hi)
		key, named := subjectOf(places)
		if ok && named {
			known++
			if key != last && !namesPlace(before, key) && !namesPlace(places, last) {
				changes++
			}
		}
		before, last, ok = places, key, named
	}
	if known == 0 {
		return 0
	}
	return float64(changes) / float64(known) * min(1, 2*float64(known)/float64(len(parts)-1))
}

const (
	beforeReach = 3600 // bytes looked at before a restart, some 1,200 letters
	afterReach  = 1500 // and behind it: another report may follow soon
	subjectHead = 40   // characters of a report in which it names its place
)

// move says how the place that is spoken of changes at a point.
type move uint8

const (
	noMove     move = iota
	movesPlace      // another place takes over
	namesFirst      // and the first words name it
)

// mayNamePlace reports whether the unit of a place stands where the first words of a
// report at at name its place. Where it does not, moveAt is not namesFirst.
func (s *sheet) mayNamePlace(at, hi int32) bool {
	i := s.units.from(at)
	return i < len(s.units) && s.units[i] < min(hi, at+(subjectHead+1)*utf8.UTFMax)+2*hanLen
}

// namesAgain reports whether the first words of a report at at name a place that it
// names once more. Where they do not, moveAt is not namesFirst.
func (s *sheet) namesAgain(at, hi int32) bool {
	if !s.mayNamePlace(at, hi) {
		return false
	}
	units := s.units[s.units.from(at+2*hanLen):]
	after := s.readPlaces(units[:units.from(min(hi, at+afterReach)+2*hanLen)])
	head := s.subjectEnd(at, hi)
	for i, p := range after {
		if p.at >= head {
			break
		}
		if namesPlace(after[i+1:], p.key) {
			return true
		}
	}
	return false
}

// subjectEnd returns the byte behind the words of a report at at that name its place.
func (s *sheet) subjectEnd(at, hi int32) int32 {
	return at + int32(len(clip(s.s[at:min(hi, at+subjectHead*utf8.UTFMax)], subjectHead)))
}

// moveAt returns the change at at inside [lo, hi).
func (s *sheet) moveAt(lo, at, hi int32) move {
	before := s.placesIn(max(lo, at-beforeReach), at)
	old, ok := subjectOf(before)
	if !ok {
		return noMove
	}
	after := s.placesIn(at, min(hi, at+afterReach))
	if namesPlace(after, old) {
		return noMove
	}
	head := s.subjectEnd(at, hi)
	for i, p := range after {
		if p.at < head && !namesPlace(before, p.key) && namesPlace(after[i+1:], p.key) {
			return namesFirst
		}
	}
	if next, ok := subjectOf(after); ok && !namesPlace(before, next) {
		return movesPlace
	}
	return noMove
}
