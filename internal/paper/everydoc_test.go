package paper

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// furniture is the foot of a page.
var furniture = regexp.MustCompile(`—\d+—`)

// TestEveryDocument proves each document in each world and language: what every page must be, that nothing of what went into its blocks
// is lost or out of order, what readers that are not ours say of the file, and that it says what it said before.
func TestEveryDocument(t *testing.T) {
	for _, row := range documents {
		for _, name := range worlds {
			for _, lang := range say.Langs() {
				if name == "many" && lang != say.ZH {
					continue
				}
				t.Run(fmt.Sprintf("%s/%s/%s", row.name, name, lang), func(t *testing.T) {
					t.Parallel()
					row.prove(t, name, lang)
				})
			}
		}
	}
}

func (r documentRow) prove(t *testing.T, name string, lang say.Lang) {
	d := r.document(newWorld(t, name), lang)
	p, file := checked(t, d.Doc)
	valid(t, file)
	wholly(t, d, p)
	r.declared(t, d)
	if name != "hostile" && (len(p.Missing) > 0 || strings.Contains(p.Plain(), "⟦")) {
		t.Errorf("characters without a face %q, or texts without words:\n%s", string(p.Missing), p.Plain())
	}
	if name == "sample" {
		golden(t, "doc-"+r.name+"-"+string(lang), said(t, d))
		if lang == say.ZH {
			golden(t, "model-"+r.name, pageModel(p))
		}
	}
	if name == "sample" || name == "hostile" {
		outsiders(t, p, file)
	}
}

// declared holds a document to what it says of itself.
func (r documentRow) declared(t *testing.T, d Document) {
	t.Helper()
	if d.Public != r.public || d.Public && len(d.Personal) > 0 {
		t.Errorf("public %v with the fields %v, the row says %v", d.Public, d.Personal, r.public)
	}
	for i, key := range d.Personal {
		table, name, _ := strings.Cut(key, ".")
		typ := centre.TypeOf(table)
		if typ == nil || typ.Field(name) == nil || slices.Contains(d.Personal[:i], key) {
			t.Errorf("%s is no field, or stands twice", key)
		}
	}
}

// docSamples are all documents as the sample has them, in both languages.
func docSamples(t testing.TB) map[string]Document {
	out := map[string]Document{}
	for _, row := range documents {
		for _, lang := range say.Langs() {
			out[row.name+"-"+string(lang)] = row.document(newWorld(t, "sample"), lang)
		}
	}
	return out
}

// asBefore holds one document, made in a test of its own, to what every document must be and to what it said before.
func asBefore(t *testing.T, name string, d Document) {
	t.Helper()
	p, file := checked(t, d.Doc)
	valid(t, file)
	wholly(t, d, p)
	if len(p.Missing) > 0 || strings.Contains(p.Plain(), "⟦") {
		t.Errorf("characters without a face %q, or texts without words:\n%s", string(p.Missing), p.Plain())
	}
	golden(t, "doc-"+name, said(t, d))
}

// modelPages is how many pages of a document are compared line by line; of those behind them only a sum is kept.
const modelPages = 5

// pageModel is the page model of a document in short: of each of the first pages every text with its place, type and face, and a sum over
// its rules, boxes, paths and photos; of the others one sum.
func pageModel(p *Pages) string {
	var b strings.Builder
	for i := range p.Sheets {
		one := Pages{Sheets: p.Sheets[i : i+1], opts: p.opts}
		lines := strings.SplitAfter(one.Text(), "\n")
		sum := fnv.New64a()
		for j, line := range lines {
			text := strings.HasPrefix(line, "text ") || strings.HasPrefix(line, "mark ")
			if i < modelPages && text {
				b.WriteString(line)
			} else if j > 0 { // not the number of the page
				_, _ = sum.Write([]byte(line)) // never fails
			}
		}
		fmt.Fprintf(&b, "page %d %.0f×%.0f %d %016x\n", i+1, p.Sheets[i].Width, p.Sheets[i].Height, len(lines)-2, sum.Sum64())
	}
	return b.String()
}

// endless flows a document over pages without an end: no line, row or head stands there because a page ended.
func endless(t testing.TB, d *Doc) *Pages {
	t.Helper()
	l := newLayout(d.opts)
	l.feet = len(d.feet)
	for _, b := range d.blocks {
		l.strips = append(l.strips, b.strips(l)...)
	}
	l.high = 1e6
	return l.pages(d.feet)
}

// said is what a document says, wherever its lines and pages end: its bookmarks, its characters, and what of it is personal.
func said(t testing.TB, d Document) string {
	t.Helper()
	p := endless(t, d.Doc)
	var b strings.Builder
	for _, s := range p.Sheets {
		for _, m := range s.Marks {
			fmt.Fprintf(&b, "%s# %s\n", strings.Repeat("  ", m.Level), m.Title)
		}
	}
	text := furniture.ReplaceAllString(strings.ReplaceAll(squash(p.Plain()), squash(d.opts.Footer), ""), "")
	b.WriteString(strings.NewReplacer("。", "。\n", "；", "；\n").Replace(text))
	fmt.Fprintf(&b, "\npersonal: %s\n", strings.Join(d.Personal, " "))
	return b.String()
}

// golden compares a text with the copy in testdata, or writes the copy.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if os.Getenv("GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it and run with GOLDEN=1\n%s", name, firstChange(got, string(want)))
	}
}

// wholly fails when a character of a block is on no page, or a running text is out of its order.
func wholly(t testing.TB, d Document, p *Pages) {
	t.Helper()
	texts := blockTexts(d.Doc)
	holds(t, "pages", p.Plain(), strings.Join(texts.all, ""))
	body := bodyText(p)
	for _, s := range texts.running {
		for line := range strings.SplitSeq(s, "\n") {
			if !strings.Contains(body, squash(line)) {
				t.Errorf("a text is not on the pages in its order: %.60q", line)
			}
		}
	}
}

// texts are what went into the blocks of a document, cleaned.
type texts struct{ all, running []string }

// running are the blocks whose characters follow one another on the page.
var running = []reflect.Type{
	reflect.TypeFor[title](), reflect.TypeFor[centred](), reflect.TypeFor[heading](), reflect.TypeFor[para](), reflect.TypeFor[note](), reflect.TypeFor[attribution](),
}

// notPrinted are texts of blocks that stand on the page only under conditions of their own, which their owners' tests prove.
var notPrinted = map[string]bool{"Table.Empty": true, "Column.Group": true, "signLines.before": true, "signLines.again": true, "monthGrid.before": true, "Table.CarryTo": true, "Table.CarryFrom": true}

func blockTexts(d *Doc) (out texts) {
	for _, b := range d.blocks {
		v := reflect.ValueOf(b)
		var all []string
		gather(v, &all)
		out.all = append(out.all, all...)
		if slices.Contains(running, v.Type()) {
			out.running = append(out.running, all...)
		}
	}
	return out
}

// gather collects the strings below a value, unexported ones too.
func gather(v reflect.Value, out *[]string) {
	switch v.Kind() {
	case reflect.String:
		*out = append(*out, clean(v.String()))
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			gather(v.Elem(), out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			gather(v.Index(i), out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !notPrinted[v.Type().Name()+"."+v.Type().Field(i).Name] {
				gather(v.Field(i), out)
			}
		}
	}
}

// bodyText is what stands in the type area of all pages, squashed.
func bodyText(p *Pages) string {
	l := newLayout(p.opts)
	var b strings.Builder
	for _, sheet := range p.Sheets {
		for _, it := range sheet.Items {
			if r, ok := it.(Run); ok && r.Y <= l.top+l.high+0.05 {
				b.WriteString(r.Text())
			}
		}
	}
	return squash(b.String())
}

// character leaves out the code points that Unicode reserves for no character ever: readers may drop them, ours shows a box.
func character(r rune) rune {
	if r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
		return -1
	}
	return r
}

// outsiders asks readers that are not ours, where they are installed.
func outsiders(t *testing.T, p *Pages, file []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if tool, err := exec.LookPath("qpdf"); err == nil {
		if out, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
			t.Errorf("qpdf: %v\n%s", err, out)
		}
	}
	if tool, err := exec.LookPath("pdftotext"); err == nil {
		out, err := exec.Command(tool, "-enc", "UTF-8", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		holds(t, "pdftotext", string(out), strings.Map(character, p.Plain()))
	}
}

// TestSameBytesEverywhere: each document gives the same bytes again, whatever is made beside it.
func TestSameBytesEverywhere(t *testing.T) {
	t.Parallel()
	make := func() ([][]byte, error) {
		var files [][]byte
		for _, row := range documents {
			p, err := row.document(newWorld(t, "sample"), say.ZH).Layout()
			if err != nil {
				return nil, err
			}
			file, err := p.PDF()
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
		return files, nil
	}
	first, err := make()
	if err != nil {
		t.Fatal(err)
	}
	done := make8(make)
	for range 8 {
		files := <-done
		for i, row := range documents {
			if files == nil || !bytes.Equal(files[i], first[i]) {
				t.Errorf("%s gave other bytes", row.name)
			}
		}
	}
}

// make8 makes the files eight times at once; a nil says that it failed.
func make8(make1 func() ([][]byte, error)) <-chan [][]byte {
	done := make(chan [][]byte)
	for range 8 {
		go func() {
			files, err := make1()
			if err != nil {
				files = nil
			}
			done <- files
		}()
	}
	return done
}

// TestPublicDocumentsReachNobody walks the types that the constructors of public documents take: none may hold a record with a personal
// field, so that no such document can print one.
func TestPublicDocumentsReachNobody(t *testing.T) {
	personal := personalTypes()
	for _, row := range documents {
		of := reflect.TypeOf(row.of)
		var found []string
		for i := range of.NumIn() {
			reaches(of.In(i), personal, nil, &found)
		}
		if row.public && len(found) > 0 {
			t.Errorf("%s is public and takes %v", row.name, found)
		}
		if row.name == "casewhole" && len(found) == 0 {
			t.Error("the walk finds nobody in a case sheet")
		}
	}
	type deep struct {
		In []map[string]func(*struct{ P *centre.Person })
	}
	var found []string
	if reaches(reflect.TypeFor[deep](), personal, nil, &found); len(found) == 0 {
		t.Error("a person behind lists, maps and functions is not found")
	}
}

// personalTypes are the types of records with a personal field.
func personalTypes() map[reflect.Type]bool {
	out := map[reflect.Type]bool{}
	for _, typ := range centre.Types {
		if len(typ.With(field.IsPrivate)) > 0 {
			out[reflect.TypeOf(typ.New()).Elem()] = true
		}
	}
	return out
}

// reaches collects the personal types that a type can lead to, and any record in general.
func reaches(v reflect.Type, personal map[reflect.Type]bool, seen map[reflect.Type]bool, found *[]string) {
	if seen == nil {
		seen = map[reflect.Type]bool{}
	}
	if seen[v] {
		return
	}
	seen[v] = true
	if personal[v] || v == reflect.TypeFor[field.Record]() {
		*found = append(*found, v.String())
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		reaches(v.Elem(), personal, seen, found)
	case reflect.Map:
		reaches(v.Key(), personal, seen, found)
		reaches(v.Elem(), personal, seen, found)
	case reflect.Func:
		for i := range v.NumIn() {
			reaches(v.In(i), personal, seen, found)
		}
		for i := range v.NumOut() {
			reaches(v.Out(i), personal, seen, found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			reaches(v.Field(i).Type, personal, seen, found)
		}
	}
}
