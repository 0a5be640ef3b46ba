package exchange

import (
	"context"
	"fmt"
	"io"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// registerColumns are the columns of the register that offices keep of visits and calls 来访登记台账, in their order. Those with text hold
// words about persons that no mask can hide: without personal fields they are left out.
var registerColumns = []struct {
	key, to string // to: the field that the column is read back into
	text    bool
	width   float64
}{
	{"order", "", false, 6}, {"number", "number", false, 16}, {"received", "received", false, 18}, {"name", personPrefix + "name", false, 12},
	{"sex", personPrefix + "sex", false, 6}, {"age", personPrefix + "ageband", false, 12}, {"phone", personPrefix + "phone", false, 16},
	{"card", personPrefix + "residentid", false, 22}, {"unit", workplaceKey, false, 26}, {"channel", "channel", false, 10}, {"matter", "matter", false, 20},
	{"adverse", "adverse", false, 26}, {"heads", "heads", false, 8}, {"facts", "facts", true, 48}, {"request", "request", true, 36}, {"handling", "", true, 36},
	{"state", "state", false, 10}, {"result", "outcome", false, 14}, {"handler", "handler", false, 12}, {"closed", "closed", false, 14}, {"paid", "paid", false, 12},
	{"satisfaction", "satisfaction", false, 10}, {"note", "note", true, 36},
}

// registerWords are the headings of a written register in every language, by the key of what they are read back into.
func registerWords(put func(word, to string)) {
	for _, c := range registerColumns {
		for _, l := range say.Langs() {
			put(say.For(l).T("exchange.register."+c.key), c.to)
		}
	}
}

// ExportRegister writes the cases that each gives as the register that offices keep, one row each, with what it says of the person. It
// is read back as cases and persons. Without w.Private names, telephones and identity numbers are masked, what was said is left out,
// and sensitive cases are kept back. field.Cancelled when ctx ends.
func ExportRegister(ctx context.Context, out io.Writer, w Writing, each func(visit func(field.Record) error) error) (int, error) {
	w.Type = centre.CaseType
	persons, err := readPeople(ctx, w.Lookup)
	if err != nil {
		return 0, fmt.Errorf("export register: %w", err)
	}
	p := &printer{Writing: w, shown: centre.Shown{Book: w.Book, Zone: w.Zone}, rd: &reader{}}
	p.dir = newDirectory(ctx, w.Lookup, "")
	if _, err := p.dir.index("organisation"); err != nil { // before the first case is read: no read within a read
		return 0, fmt.Errorf("export register: %w", err)
	}
	r := &registerRow{p: p, persons: persons}
	var columns []outColumn
	for _, c := range registerColumns {
		if c.text && !w.Private {
			continue
		}
		columns = append(columns, outColumn{w.Book.T("exchange.register." + c.key), c.width, func(rec field.Record) (value, error) { return r.cell(c.key, rec.(*centre.Case)) }})
	}
	n, err := w.writeTable(ctx, out, columns, func(visit func(field.Record) error) error {
		return each(func(rec field.Record) error {
			r.next()
			return visit(rec)
		})
	})
	if err != nil {
		return n, fmt.Errorf("export register: %w", err)
	}
	return n, nil
}

// registerRow makes the cells of one row.
type registerRow struct {
	p       *printer
	persons *people
	n       int
}

func (r *registerRow) next() { r.n++ }

func (r *registerRow) cell(key string, c *centre.Case) (value, error) {
	who := r.persons.all[c.Person]
	if who == nil {
		who = &centre.Person{}
	}
	switch key {
	case "order":
		return value{text: fmt.Sprint(r.n), number: float64(r.n), kind: isWhole}, nil
	case "name":
		return value{text: r.name(c, who)}, nil
	case "sex", "age":
		field := map[string]string{"sex": "sex", "age": "ageband"}[key]
		return r.p.cell(centre.PersonType.Field(field), who)
	case "phone":
		return value{text: r.masked(who.Phone, centre.MaskPhone)}, nil
	case "card":
		return value{text: r.masked(who.ResidentID, centre.MaskID)}, nil
	case "unit":
		if who.Unit == (field.ID{}) {
			return value{text: who.UnitText}, nil
		}
		text, err := r.p.dir.refer([]string{"organisation"}, who.Unit, r.p.Private)
		return value{text: text}, err
	case "handling":
		said, _ := parted(c.Note)
		return value{text: said}, nil
	case "note":
		_, rest := parted(c.Note)
		return value{text: rest}, nil
	}
	for _, col := range registerColumns {
		if col.key == key {
			return r.p.cell(centre.CaseType.Field(col.to), c)
		}
	}
	return value{}, nil
}

// name is who came: a pseudonym says that it is one, unless it only says a surname.
func (r *registerRow) name(c *centre.Case, who *centre.Person) string {
	if c.Person == (field.ID{}) {
		return r.p.Book.T("exchange.register.anonymous")
	}
	text := r.masked(who.Name, centre.MaskName)
	if who.Pseudonym == field.Yes && surnameOf(field.Fold(who.Name)) == "" && who.Name != "" {
		text += r.p.Book.T("exchange.register.called")
	}
	return text
}

func (r *registerRow) masked(text string, mask func(string) string) string {
	if text == "" || r.p.Private {
		return text
	}
	return mask(text)
}

// handlingLine begins the line that the note of a case from a register has of what was decided 处理意见: the same in every language, so
// that it is found again.
func handlingLine() string { return say.For(say.ZH).T("exchange.register.handling") + "：" }

// noteTitle is what the note calls a column.
func (m *maker) noteTitle(c *Column) string {
	for _, l := range say.Langs() {
		if m.t == centre.CaseType && c.folded == foldHeading(say.For(l).T("exchange.register.handling")) {
			return strings.TrimSuffix(handlingLine(), "：")
		}
	}
	return c.title()
}

// parted takes the line of what was decided out of a note.
func parted(note string) (handling, rest string) {
	var others []string
	for _, line := range strings.Split(note, "\n") {
		if said, ok := strings.CutPrefix(line, handlingLine()); ok && handling == "" {
			handling = said
			continue
		}
		others = append(others, line)
	}
	return handling, strings.Join(others, "\n")
}
