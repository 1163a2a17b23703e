package accuracy

import "fmt"

// Generated returns the sets on own texts, which need no data: noise, pasted passages,
// compilations in two draws, single documents, strangers and formulae. They take about a
// second and hold 10 MB.
func Generated() []Set {
	const seed = 1
	out := NoiseSets("", OwnTexts(8, 800, 1300, 21), seed)
	short, long := OwnTexts(150, 900, 1900, 22), OwnTexts(70, 2500, 3500, 24)
	return append(
		out,
		PasteSet("paste", short[:90], short[90:], seed),
		PasteSet("paste-long", long[:45], long[45:], seed),
		CompileSet("compile", OwnBodies(120, 250, 600, 31), 2, seed),
		CompileSet("compile-2", OwnBodies(120, 250, 600, 32), 2, seed+1),
		SingleSet("single", seed),
		StrangerSet("strangers", OwnTexts(60, 900, 2500, 51)),
		FormulaSet("formula-14", OwnBodies(14, 700, 1300, 41), 6, seed),
		FormulaSet("formula-30", OwnBodies(30, 700, 1300, 42), 12, seed),
	)
}

// StrangerSet returns texts that share nothing, each in a file of its own: nothing may be
// reported.
func StrangerSet(name string, texts []string) Set {
	set := Set{Name: name, Quiet: true}
	for i, text := range texts {
		set.Files = append(set.Files, File{fmt.Sprintf("%03d.txt", i), text})
	}
	return set
}

// ReportSets returns the noise sets on the reports below dir, testdata/reports. Their names
// end in -reports.
func ReportSets(dir string) ([]Set, error) {
	bases, err := ReportBases(dir)
	if err != nil {
		return nil, err
	}
	return NoiseSets("-reports", bases, 1), nil
}

// halves are the two parts of the measuring data and the ends of the names of their sets.
var halves = []struct {
	part Part
	end  string
}{{PartA, "-a"}, {PartB, "-b"}}

// noiseBases is the number of texts that noise is put on, from each half of the data.
const noiseBases = 10

// GeneratedFrom returns the generated sets on texts of the measuring data below data. The
// names end in -gov (government reports), -laws, or -mixed (passages of laws in government
// reports), and in -a or -b, the half of the data. No document is in both halves.
func GeneratedFrom(data string) ([]Set, error) {
	var out []Set
	for _, half := range halves {
		sets, err := generatedFrom(data, half.part, half.end)
		if err != nil {
			return nil, err
		}
		out = append(out, sets...)
	}
	return out, nil
}

func generatedFrom(data string, part Part, end string) ([]Set, error) {
	seed := uint64(part)
	long, err := GovBases(data, part, 2000, 5000, 11)
	if err != nil {
		return nil, err
	}
	short, err := GovBases(data, part, 900, 1800, 12)
	if err != nil {
		return nil, err
	}
	laws, err := LawBases(data, part, 1200, 3000, 13)
	if err != nil {
		return nil, err
	}
	if len(long) < noiseBases || len(laws) < 3*noiseBases {
		return nil, fmt.Errorf("%d reports and %d laws that share nothing below %q, want %d and %d", len(long), len(laws), data, noiseBases, 3*noiseBases)
	}
	shuffle(seed, long)
	shuffle(seed, short)
	out := NoiseSets("-gov"+end, long[:noiseBases], seed)
	out = append(out, NoiseSets("-laws"+end, laws[:noiseBases], seed)...)
	laws = laws[noiseBases:]
	// Two fifths of the texts are sources.
	hosts, sources := short[:len(short)*3/5], short[len(short)*3/5:]
	lawHosts, lawSources := laws[:len(laws)*3/5], laws[len(laws)*3/5:]
	return append(
		out,
		PasteSet("paste-gov"+end, hosts, sources, seed),
		PasteSet("paste-laws"+end, lawHosts, lawSources, seed),
		PasteSet("paste-mixed"+end, hosts, lawSources, seed),
		CompileSet("compile-gov"+end, BodiesOf(short, seed), 1, seed),
		CompileSet("compile-laws"+end, BodiesOf(lawHosts, seed), 1, seed),
	), nil
}

// shuffle puts list in an order that depends on seed.
func shuffle(seed uint64, list []string) {
	draw(seed, "shuffle").Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
