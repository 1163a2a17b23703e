package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a file of settings may hold at most. People write far less; the parser takes time
// that grows with the square of keys and of nesting, 50 ms at these sizes.
const (
	maxFile    = 64 << 10 // bytes
	maxTokens  = 10_000   // words and marks
	maxNesting = 8        // brackets, or dashes on one line, inside one another
)

// ParseFile reads the content of a file of settings with that name; found says that nobody
// named it. It is YAML of plain keys and values: what belongs to no setting of schema, has
// another type or stands twice is an error, and so is what only a program would write, such
// as anchors, tags and further documents. Every error names the file, the line and the
// column.
func ParseFile(name string, found bool, data []byte, schema *Schema) (*File, error) {
	p := &fileParser{name: name, schema: schema}
	if err := p.whole(data); err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	text := strings.ReplaceAll(string(bytes.TrimPrefix(data, []byte("\uFEFF"))), "\r\n", "\n")
	p.lines = strings.Split(text, "\n")
	body, err := p.tree(text)
	if err != nil {
		return nil, err
	}
	p.resolver = newResolver(name, found)
	p.file = &File{Name: name, Found: found, settings: map[string]map[string]Setting{}}
	if err := p.section("", body); err != nil {
		return nil, err
	}
	return p.file, nil
}

type fileParser struct {
	name     string
	schema   *Schema
	lines    []string
	resolver resolver
	file     *File
}

// whole reports what keeps data from being looked at in detail.
func (p *fileParser) whole(data []byte) error {
	switch {
	case len(data) > maxFile:
		return fmt.Errorf("larger than %d KiB", maxFile>>10)
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")), !utf8.Valid(data):
		return errors.New("is not UTF-8; save it as UTF-8")
	case bytes.IndexByte(data, 0) >= 0:
		return errors.New("binary: not text in any encoding")
	}
	return nil
}

// errorf returns an error at a place.
func (p *fileParser) errorf(at *token.Position, format string, args ...any) error {
	return p.wrong(at, fmt.Errorf(format, args...))
}

func (p *fileParser) wrong(at *token.Position, err error) error {
	return Setting{Origin: p.origin(at)}.Wrong(err)
}

// origin returns a place of the file; the parser's own can lie behind the end.
func (p *fileParser) origin(at *token.Position) Origin {
	o := Origin{Source: FromFile, Name: p.name, Line: 1, Column: 1}
	if at != nil {
		o.Line = max(1, min(at.Line, len(p.lines)))
		o.Column = max(1, min(at.Column, utf8.RuneCountInString(p.lines[o.Line-1])+1))
	}
	return o
}

// tree returns what the text of a file says, nil where it says nothing.
func (p *fileParser) tree(text string) (body ast.Node, err error) {
	defer func() {
		if r := recover(); r != nil { // by the library: what it trips over is no settings
			body, err = nil, p.errorf(nil, "no valid YAML: %v", r)
		}
	}()
	tokens := lexer.Tokenize(text)
	if err := p.plain(tokens); err != nil {
		return nil, err
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	var syntax interface {
		GetToken() *token.Token
		GetMessage() string
	}
	switch {
	case errors.As(err, &syntax) && syntax.GetToken() != nil:
		return nil, p.noYAML(syntax.GetToken().Position, syntax.GetMessage())
	case err != nil:
		return nil, p.noYAML(nil, err.Error())
	case len(file.Docs) > 1:
		return nil, p.errorf(file.Docs[1].GetToken().Position, "one document is enough; leave out what follows ---")
	case len(file.Docs) == 0:
		return nil, nil
	}
	return file.Docs[0].Body, nil
}

// noYAML returns the error of a text that is no YAML at a place: of what people get wrong
// in words that say what to do, else in those of the parser.
func (p *fileParser) noYAML(at *token.Position, message string) error {
	o := p.origin(at)
	line := p.lines[o.Line-1]
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	switch key, _, fullWidth := strings.Cut(line, "："); {
	case strings.Contains(indent, "\t"):
		o.Column = 1 + strings.IndexByte(indent, '\t')
		return Setting{Origin: o}.Wrong(errors.New("a tab in front; indent with spaces"))
	case fullWidth && !strings.Contains(key, ": "):
		o.Column = 1 + utf8.RuneCountInString(key)
		return Setting{Origin: o}.Wrong(errors.New(`a full-width colon; write ":" and a space`))
	}
	message, _, _ = strings.Cut(message, "\n")
	return Setting{Origin: o}.Wrong(fmt.Errorf("no valid YAML: %s", message))
}

// plain reports the first token that settings have no use for.
func (p *fileParser) plain(tokens token.Tokens) error {
	if len(tokens) > maxTokens {
		return p.errorf(tokens[maxTokens].Position, "more than %d words and marks", maxTokens)
	}
	nesting, dashes, line := 0, 0, 0
	written := false // something before this token
	for _, t := range tokens {
		switch t.Type {
		case token.CommentType:
			continue
		case token.AliasType:
			return p.errorf(t.Position, `a text that begins with * needs quotes: "*.bak"`)
		case token.AnchorType:
			return p.errorf(t.Position, "a text that begins with & needs quotes")
		case token.TagType:
			return p.errorf(t.Position, "a text that begins with ! needs quotes")
		case token.MergeKeyType, token.MappingKeyType, token.DirectiveType, token.DocumentEndType:
			return p.errorf(t.Position, "%q has no place in settings; write plain keys and values", t.Value)
		case token.DocumentHeaderType:
			if written {
				return p.errorf(t.Position, "one document is enough; leave out what follows ---")
			}
		case token.MappingStartType, token.SequenceStartType:
			nesting++
		case token.MappingEndType, token.SequenceEndType:
			nesting--
		case token.SequenceEntryType:
			if t.Position.Line != line {
				line, dashes = t.Position.Line, 0
			}
			dashes++
		}
		if nesting > maxNesting || dashes > maxNesting {
			return p.errorf(t.Position, "nested too deep")
		}
		written = true
	}
	return nil
}

// section reads the settings of a section, "" for the top level.
func (p *fileParser) section(section string, body ast.Node) error {
	return p.mapping(body, func(key *ast.MappingValueNode) error {
		at := key.Key.GetToken().Position
		written := key.Key.GetToken().Value
		name := strings.ReplaceAll(written, "_", "-")
		if _, ok := p.schema.Keys[name]; ok && section == "" && name != "" {
			if p.file.settings[name] != nil {
				return p.errorf(at, "%q stands twice", written)
			}
			p.file.settings[name] = map[string]Setting{}
			if isNull(key.Value) {
				return nil
			}
			return p.section(name, key.Value)
		}
		kind, ok := p.schema.Keys[section][name]
		if !ok || kind == CommandLine {
			return p.wrong(at, p.unknown(section, written, name, kind == CommandLine && ok))
		}
		if _, ok := p.file.settings[section][name]; ok {
			return p.errorf(at, "%q stands twice", written)
		}
		s, err := p.setting(name, written, kind, key.Value)
		if err != nil {
			return err
		}
		s.Origin = p.origin(at)
		if p.file.settings[section] == nil {
			p.file.settings[section] = map[string]Setting{}
		}
		p.file.settings[section][name] = s
		return nil
	})
}

// unknown says what is wrong with a key that the section does not have.
func (p *fileParser) unknown(section, written, key string, commandLine bool) error {
	if commandLine {
		return fmt.Errorf("%q is given on the command line only", written)
	}
	if homes := p.schema.holders(key); len(homes) > 0 {
		return fmt.Errorf("%q has to stand below %s", written, strings.Join(homes, ":, ")+":")
	}
	if kind, ok := p.schema.Keys[""][key]; ok && kind != CommandLine && section != "" {
		return fmt.Errorf("%q is no setting of %s", written, section)
	}
	var words []string
	for word, kind := range p.schema.Keys[section] {
		if kind != CommandLine {
			words = append(words, word)
		}
	}
	if section == "" {
		words = append(words, p.schema.sections()...)
	}
	if meant := near(strings.ToLower(key), words); meant != "" {
		return fmt.Errorf("unknown key %q; did you mean %q?", written, meant)
	}
	return fmt.Errorf("unknown key %q", written)
}

// mapping calls each for every key of a mapping in its order. Nothing at all is none.
func (p *fileParser) mapping(body ast.Node, each func(*ast.MappingValueNode) error) error {
	var pairs []*ast.MappingValueNode
	switch n := body.(type) {
	case nil:
		return nil
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		at := body.GetToken().Position
		if strings.Contains(body.GetToken().Value, "：") {
			return p.noYAML(at, "")
		}
		return p.errorf(at, `want "key: value", with a space behind the colon`)
	}
	for _, pair := range pairs {
		if err := each(pair); err != nil {
			return err
		}
	}
	return nil
}

// setting reads the value of a key, which the file calls written.
func (p *fileParser) setting(key, written string, kind Kind, value ast.Node) (Setting, error) {
	at := value.GetToken().Position
	var values []string
	var err error
	switch {
	case isNull(value):
		return Setting{}, p.errorf(at, "value of %q: %w", written, errNoValue)
	case kind == Limits:
		values, err = p.limits(key, written, value)
	case kind.many():
		values, err = p.list(key, written, value)
	default:
		var v string
		v, err = p.scalar(key, written, kind, value)
		values = []string{v}
	}
	if err != nil {
		return Setting{}, err
	}
	if values, err = p.resolver.values(kind, values); err != nil {
		return Setting{}, p.errorf(at, "value of %q: %w", written, err)
	}
	return Setting{Values: values}, nil
}

// scalar reads one value of that kind.
func (p *fileParser) scalar(key, written string, kind Kind, value ast.Node) (string, error) {
	s, err := scalarText(kind, value)
	if err == nil {
		if s, err = kind.parse(s); err == nil {
			err = p.schema.check(key, []string{s})
		}
	}
	if err != nil {
		return "", p.errorf(value.GetToken().Position, "value of %q: %w", written, err)
	}
	return s, nil
}

// scalarText returns the text of a scalar where its type in YAML fits the kind.
func scalarText(kind Kind, value ast.Node) (string, error) {
	switch n := value.(type) {
	case *ast.StringNode:
		switch kind {
		case Bool:
			return "", errBool
		case Number:
			return "", errNumber
		}
		return n.Value, nil
	case *ast.LiteralNode:
		if kind != Bool && kind != Number {
			return strings.TrimSuffix(n.Value.Value, "\n"), nil
		}
	case *ast.IntegerNode, *ast.FloatNode:
		if kind != Bool {
			return value.GetToken().Value, nil
		}
	case *ast.BoolNode:
		if kind == Bool {
			return strings.ToLower(value.GetToken().Value), nil
		}
	}
	switch kind {
	case Bool:
		return "", errBool
	case Number:
		return "", errNumber
	case Duration:
		return "", errDuration
	case Size:
		return "", errSize
	}
	return "", errText
}

// list reads a list of texts; a text alone is a list of one.
func (p *fileParser) list(key, written string, value ast.Node) ([]string, error) {
	items := []ast.Node{value}
	switch n := value.(type) {
	case *ast.SequenceNode:
		items = n.Values
	case *ast.MappingNode, *ast.MappingValueNode:
		return nil, p.errorf(value.GetToken().Position, "value of %q: %w", written, errList)
	}
	values := []string{}
	for _, item := range items {
		s, err := p.scalar(key, written, Text, item)
		if err != nil {
			return nil, err
		}
		values = append(values, s)
	}
	return values, nil
}

// limits reads limits as the text that a flag takes: such a text, a list of its items, or a
// mapping, in which false leaves an item out.
func (p *fileParser) limits(key, written string, value ast.Node) ([]string, error) {
	var items []string
	switch n := value.(type) {
	case *ast.SequenceNode:
		list, err := p.list(key, written, n)
		if err != nil {
			return nil, err
		}
		items = list
	case *ast.MappingNode, *ast.MappingValueNode:
		seen := map[string]bool{}
		err := p.mapping(value, func(pair *ast.MappingValueNode) error {
			at, limit := pair.Key.GetToken().Position, pair.Key.GetToken().Value
			name := strings.ReplaceAll(limit, "_", "-")
			if seen[name] {
				return p.errorf(at, "%q stands twice", limit)
			}
			seen[name] = true
			item, wanted, err := limitItem(name, pair.Value)
			if err != nil {
				return p.errorf(pair.Value.GetToken().Position, "value of %q: %w", limit, err)
			}
			err = p.schema.check(key, []string{item})
			if err != nil && !wanted && p.schema.check(key, []string{name + "=1"}) == nil {
				err = nil // it would take a value, were it wanted
			}
			if err != nil {
				return p.errorf(at, "value of %q: %w", written, err)
			}
			if wanted {
				items = append(items, item)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		// default stands for several: what is said of one of them comes behind it.
		slices.SortStableFunc(items, func(a, b string) int {
			return boolOrder(a != "default", b != "default")
		})
	default:
		s, err := p.scalar(key, written, Text, value)
		return []string{s}, err
	}
	if len(items) == 0 {
		return nil, p.errorf(value.GetToken().Position, "value of %q: %w", written, errNoLimit)
	}
	return []string{strings.Join(items, ",")}, nil
}

// limitItem returns one limit as a flag takes it, and whether it is wanted.
func limitItem(name string, value ast.Node) (item string, wanted bool, err error) {
	if b, ok := value.(*ast.BoolNode); ok {
		return name, b.Value, nil
	}
	s, err := scalarText(Text, value)
	if err != nil || isNull(value) || strings.ContainsAny(name+s, ",=") {
		return "", false, errLimits
	}
	return name + "=" + s, true, nil
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func isNull(n ast.Node) bool {
	_, ok := n.(*ast.NullNode)
	return n == nil || ok
}
