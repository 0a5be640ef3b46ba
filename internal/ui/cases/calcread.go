package cases

import (
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// read reads what was typed. What cannot be read counts as not known, and the result says what is missing.
func (s *calculator) read() (law.Question, field.Problems) {
	ctx := s.host.Context()
	q := law.Question{What: s.place.What, Region: s.desk.Region()}
	var ps field.Problems
	day := func(n law.Need) field.Day {
		e := s.values[n]
		if e == nil {
			return field.Day{}
		}
		d, ok := field.ParseDay(e.Text, ctx.Today.Year)
		e.SetBad(!ok)
		if !ok {
			ps = ps.Add(string(n), "clocks.problem.day")
		}
		return d
	}
	number := func(n law.Need) int {
		if e := s.values[n]; e != nil {
			v, err := strconv.Atoi(field.Fold(e.Text))
			e.SetBad(err != nil && field.Tidy(e.Text) != "")
			return v
		}
		return 0
	}
	q.Trigger, q.Birth, q.Expected, q.LeaveEnd = day(law.NeedTrigger), day(law.NeedBirth), day(law.NeedExpected), day(law.NeedLeaveEnd)
	q.Weeks, q.Children, q.Amount = number(law.NeedWeeks), number(law.NeedChildren), number(law.NeedAmount)
	if e := s.values[law.NeedAt]; e != nil {
		q.At, _ = field.ParseMoment(e.Text, ctx.Today.Year, ctx.Zone)
	}
	if s.facts != nil {
		for _, f := range s.facts.Values() {
			q.Facts = append(q.Facts, law.Fact(f))
		}
	}
	if s.stops[0] != nil {
		var bad bool
		q.Events, bad = typedEvents(s.stops[0].Text, s.stops[1].Text, untilWords(), ctx.Today.Year)
		if bad {
			ps = ps.Add("", "clocks.problem.stops")
		}
	}
	return q, ps
}

// untilWords are the words and signs between the ends of a span, of every language: people write one in the other.
func untilWords() (out []string) {
	for _, lang := range say.Langs() {
		out = append(out, strings.Fields(say.For(lang).T("clocks.calc.until"))...)
	}
	return out
}

// typedEvents reads what happened to a limitation: days on which it began anew, and spans in which it stood still, one with no end
// going on; several are parted by commas or semicolons, the ends of a span by one of the words or signs of until. bad says that something could not be read.
func typedEvents(anew, still string, until []string, year int) (out []law.Event, bad bool) {
	part := func(text string) []string {
		return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，;；、", r) })
	}
	add := func(text string, e law.Effect) {
		d, ok := field.ParseDay(text, year)
		if !ok || !d.Exact() || !d.Valid() {
			bad = true
			return
		}
		out = append(out, law.Event{Day: d, Effect: e})
	}
	for _, text := range part(anew) {
		if field.Tidy(text) != "" {
			add(text, law.Interrupt)
		}
	}
	for _, text := range part(still) {
		if field.Tidy(text) == "" {
			continue
		}
		from, to, ended := text, "", false
		for _, mark := range until {
			if from, to, ended = strings.Cut(text, mark); ended {
				break
			}
		}
		if add(from, law.Suspend); ended && field.Tidy(to) != "" {
			add(to, law.Resume)
		}
	}
	return out, bad
}

// savePDF asks where pages go, writes them, and offers to open them for printing.
func (a *area) savePDF(name string, write func(io.Writer) error) {
	h := a.host
	a.askFile(fileAsk{h.T("clocks.print"), h.T("clocks.print.hint"), name, ".pdf"}, func(path string) {
		kit.Go(h, func() (struct{}, error) { return struct{}{}, kit.ReplaceFile(path, write) }, func(_ struct{}, err error) {
			if err != nil {
				h.Trouble(h.T("clocks.print"), err, "")
				return
			}
			h.Ask(h.T("clocks.print.done"), path, kit.Choice{Text: h.T("kit.close")}, kit.Choice{Text: h.T("clocks.print.open"), Kind: kit.Main, Do: func() {
				if err := kit.OpenOutside(path); err != nil {
					h.Trouble(h.T("clocks.print.open"), err, "")
				}
			}})
		})
	})
}

// fileAsk says what is written to a file: title, what to know, the name that is proposed, and its ending.
type fileAsk struct{ title, hint, name, ending string }

// askFile asks where a new file goes; one that is there is replaced only when the person says so.
func (a *area) askFile(f fileAsk, done func(path string)) {
	h := a.host
	line := kit.NewPathLine(h, filepath.Join(kit.Documents(), kit.FileName(f.name, f.ending)), kit.PathSpec{Title: f.title, Act: h.T("start.place.act")})
	var p *kit.Panel
	save := func() {
		path := line.Path()
		if path == "" {
			h.Focus(line.Line)
			return
		}
		if !strings.EqualFold(filepath.Ext(path), f.ending) {
			path += f.ending
		}
		h.MayReplace(path, func() {
			p.Close()
			done(path)
		})
	}
	line.Line.OnEnter = save
	p = h.Open(kit.PanelSpec{
		Title: f.title, Width: 640, Focus: line.Line, Body: container.NewVBox(kit.Hint(f.hint), line.Container),
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: save}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("kit.save"), kit.Main, save)},
	})
}
