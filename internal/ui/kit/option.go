package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/theme"
)

// Option is one thing that can be chosen.
type Option struct {
	Value string
	Text  string
	Note  string // fainter, behind the text
	Deep  bool   // stands under the option before it that is not deep
	New   bool   // makes something new rather than choosing
	on    bool   // one of several that are chosen
	path  string // the text with the broader one it stands under, as it is written elsewhere

	Also []string // other words people write for it
}

// meant says whether an option is meant by what was typed, and by which of its other words; "" where its text or its code fits.
func (o Option) meant(typed string) (by string, ok bool) {
	if fits(o.Text, typed) || coded(o, typed) {
		return "", true
	}
	for _, a := range o.Also {
		if fits(a, typed) {
			return a, true
		}
	}
	return "", o.hasWords(typed)
}

// hasWords says whether each of several words that were typed stands in the option's text or in one of its other words.
func (o Option) hasWords(typed string) bool {
	words := strings.Fields(field.Narrow(typed))
	for _, w := range words {
		has := func(text string) bool { return strings.Contains(field.Fold(text), field.Fold(w)) }
		if !has(o.Text) && !slices.ContainsFunc(o.Also, has) {
			return false
		}
	}
	return len(words) > 1
}

// found is an option as it is shown to whoever typed one of its other words: with that word behind it.
func (o Option) found(by string) Option {
	if o.Note == "" {
		o.Note = by
	}
	return o
}

// fits says whether an option is meant by what was typed: by its characters, its pinyin or the initials of it.
func fits(text, typed string) bool { return nearness(text, typed) <= inside }

// How near what was typed comes to a text, the nearest first.
const (
	whole  = iota // it is the text, its pinyin or the initials of it
	start         // one of them begins with it
	inside        // it stands in the text or in the initials
	apart         // none of them has it
)

func nearness(text, typed string) int {
	want := field.Fold(typed)
	if want == "" {
		return inside
	}
	written := field.Fold(text)
	full, initials := centre.Spell(text) // of the text as it is: without spaces English has no initials
	switch {
	case written == want, full == want, initials == want:
		return whole
	case strings.HasPrefix(written, want), strings.HasPrefix(full, want), strings.HasPrefix(initials, want):
		return start
	case strings.Contains(written, want), strings.Contains(initials, want):
		return inside
	}
	return apart
}

// fitsUnder says whether what was typed means a narrower option together with the broader one before it, as in 劳动合同解除. Initials
// count from the first: in the middle of two terms set together they mean nobody's word.
func fitsUnder(broader, text, typed string) bool {
	both := broader + text
	return nearness(both, typed) <= start || strings.Contains(field.Fold(both), field.Fold(typed))
}

// coded says whether what was typed is the beginning of an option's code: people who register all day know 0506 by heart.
func coded(o Option, typed string) bool {
	want := field.Fold(typed)
	return want != "" && strings.Trim(o.Value, "0123456789") == "" && strings.HasPrefix(o.Value, want)
}

// Behind a text of its own come an option's other words.
const (
	otherWord = apart + 1
	notNear   = otherWord + apart
)

// near is how near an option comes to what was typed. What it is called itself comes before its other words, unless those are it whole.
func (o Option) near(typed string) int {
	best := notNear
	if o.New {
		return best
	}
	if n := nearness(o.Text, typed); n < apart {
		best = n
	}
	switch {
	case o.Value == typed && coded(o, typed):
		return whole
	case coded(o, typed):
		best = min(best, start)
	}
	for _, a := range o.Also {
		switch n := nearness(a, typed); n {
		case whole:
			best = min(best, start)
		case start, inside:
			best = min(best, otherWord+n)
		}
	}
	if best == notNear && o.hasWords(typed) {
		return otherWord + inside
	}
	return best
}

// inHand is which of the options that were found is meant first: the nearest to what was typed. Whoever puts something new first
// means it: a name that is only the beginning of others is somebody else's.
func inHand(all []Option, typed string) int {
	if len(all) == 0 || all[0].New {
		return 0
	}
	at, best := 0, all[0].near(typed)
	for i := range all[1:] {
		if n := all[1+i].near(typed); n < best {
			at, best = 1+i, n
		}
	}
	if best == notNear && len(all) > 1 && all[1].Deep { // found by both terms together
		return 1
	}
	return at
}

// matching returns the options that fit what was typed. A broader option stays when one under it fits, and all under it stay when
// it fits itself.
func matching(all []Option, typed string) []Option {
	var out []Option
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].Deep {
			end++
		}
		group := all[i:end]
		i = end
		if by, ok := group[0].meant(typed); ok || group[0].New {
			out = append(append(out, group[0].found(by)), group[1:]...)
			continue
		}
		var under []Option
		for _, o := range group[1:] {
			if by, ok := o.meant(typed); ok || fitsUnder(group[0].Text, o.Text, typed) {
				under = append(under, o.found(by))
			}
		}
		if len(under) > 0 {
			out = append(append(out, group[0]), under...)
		}
	}
	return out
}

// optionsOf returns the offered words of a vocabulary, narrower ones under their broader one.
func optionsOf(w centre.Shown, v *field.Vocab) []Option {
	under := map[string][]field.Term{}
	for _, t := range v.Codes {
		if !t.Retired {
			under[t.Under] = append(under[t.Under], t)
		}
	}
	var out []Option
	for _, t := range under[""] {
		out = append(out, Option{Value: t.Code, Text: w.Code(v, t.Code), Also: otherWords(w, v, t)})
		for _, n := range under[t.Code] {
			out = append(out, Option{Value: n.Code, Text: w.Code(v, n.Code), Also: otherWords(w, v, n), Deep: true, path: w.Path(v, n.Code)})
		}
	}
	return out
}

// otherWords are what else a term is called. Who reads English still has the Chinese word, or its initials, in her fingers.
func otherWords(w centre.Shown, v *field.Vocab, t field.Term) []string {
	if w.Book.Lang() == say.ZH {
		return t.Also
	}
	return append(slices.Clone(t.Also), centre.Shown{Book: say.For(say.ZH)}.Path(v, t.Code))
}

// optionList shows options; the keyboard stays in the entry above it, which tells it to move.
type optionList struct {
	widget.List
	options []Option
	at      int
	choose  func(Option)
	none    fyne.CanvasObject // shown in place of the options where there are none
}

func newOptionList(choose func(Option)) *optionList {
	l := &optionList{choose: choose}
	l.Length = func() int { return len(l.options) }
	l.CreateItem = func() fyne.CanvasObject { return newOptionRow(l) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*optionRow).show(i) }
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// orNone returns the list with words that take its place where nothing was found.
func (l *optionList) orNone(words string) fyne.CanvasObject {
	l.none = container.NewVBox(Hint(words))
	l.none.Hide()
	return container.NewStack(l, l.none)
}

// sayNone shows or hides the words that nothing was found.
func (l *optionList) sayNone(on bool) {
	if on {
		l.none.Show()
	} else {
		l.none.Hide()
	}
}

func (l *optionList) set(options []Option) {
	l.options, l.at = options, 0
	l.ScrollTo(0)
	l.Refresh()
}

func (l *optionList) move(by int) {
	if n := len(l.options); n > 0 {
		l.at = min(max(l.at+by, 0), n-1)
		l.ScrollTo(l.at)
		l.Refresh()
	}
}

func (l *optionList) current() (Option, bool) {
	if l.at < 0 || l.at >= len(l.options) {
		return Option{}, false
	}
	return l.options[l.at], true
}

// optionRow is one option.
type optionRow struct {
	widget.BaseWidget
	list       *optionList
	i          int
	ground     *canvas.Rectangle
	mark       *canvas.Image
	text, note *canvas.Text
}

func newOptionRow(l *optionList) *optionRow {
	r := &optionRow{list: l, ground: canvas.NewRectangle(color.Transparent), mark: canvas.NewImageFromResource(theme.IconIn("check", theme.Accent)), text: Word(""), note: Note("")}
	r.mark.FillMode = canvas.ImageFillContain
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) show(i int) {
	if i >= len(r.list.options) {
		return
	}
	r.i = i
	o := r.list.options[i]
	r.ground.FillColor = color.Transparent
	if i == r.list.at {
		r.ground.FillColor = theme.Color(theme.Chosen)
	}
	r.mark.Hidden = !o.on
	r.text.TextStyle.Bold = o.New
	r.text.Color = theme.Color(theme.Ink)
	if o.New {
		r.text.Color = theme.Color(theme.Accent)
	}
	r.place(r.Size(), o)
	r.ground.Refresh()
	r.mark.Refresh()
	r.text.Refresh()
	r.note.Refresh()
}

func (r *optionRow) place(size fyne.Size, o Option) {
	pad := theme.Size(theme.Pad)
	r.ground.Move(fyne.NewPos(0, -pad/2))
	r.ground.Resize(fyne.NewSize(size.Width, size.Height+pad))
	x := float32(8)
	if o.on {
		r.mark.Move(fyne.NewPos(x, (size.Height-14)/2))
		r.mark.Resize(fyne.NewSquareSize(14))
		x += 18
	}
	if o.Deep {
		x += theme.Size(theme.Text) * 1.5
	}
	r.text.Text = rulerFor(r.text.TextSize, r.text.TextStyle.Bold).cut(o.Text, size.Width-x-8)
	w := rulerFor(r.text.TextSize, r.text.TextStyle.Bold).width(r.text.Text)
	line := r.text.TextSize * 1.45
	r.text.Move(fyne.NewPos(x, (size.Height-line)/2))
	r.text.Resize(fyne.NewSize(w, line))
	x += w + 10
	r.note.Text = rulerFor(r.note.TextSize, false).cut(o.Note, size.Width-x-8)
	line = r.note.TextSize * 1.45
	r.note.Move(fyne.NewPos(x, (size.Height-line)/2))
	r.note.Resize(fyne.NewSize(size.Width-x-8, line))
}

// Tapped chooses the option.
func (r *optionRow) Tapped(*fyne.PointEvent) {
	if r.i < len(r.list.options) {
		r.list.at = r.i
		r.list.choose(r.list.options[r.i])
	}
}

// MouseIn takes the option in hand.
func (r *optionRow) MouseIn(*desktop.MouseEvent) { r.list.at = r.i; r.list.Refresh() }

// MouseMoved is called by the toolkit.
func (r *optionRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by the toolkit.
func (r *optionRow) MouseOut() {}

// MinSize is the height of a line.
func (r *optionRow) MinSize() fyne.Size {
	return fyne.NewSize(0, theme.Size(theme.Row)-theme.Size(theme.Pad))
}

// Resize is called by the toolkit.
func (r *optionRow) Resize(size fyne.Size) {
	r.BaseWidget.Resize(size)
	r.show(r.i)
}

// CreateRenderer is called by the toolkit.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(byHand(r.ground, r.mark, r.text, r.note))
}

// byHand holds objects that are placed by hand.
func byHand(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Objects: objects}
}
