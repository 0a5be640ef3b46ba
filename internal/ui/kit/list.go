package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/theme"
)

// searchPause is how long typing must rest before the list is read anew.
const searchPause = 150 * time.Millisecond

// ListSpec says what a list shows and does.
type ListSpec struct {
	Type    *field.Type
	Source  Source
	Lookup  Lookup                             // for filters by reference; may be nil
	Columns []string                           // keys of the columns; nil: the fields with the use InList
	Tones   map[string]func(field.Record) Tone // colours cells, by key
	Where   []store.Cond                       // holds whatever the person filters by
	First   []store.Cond                       // what meets all of them stands first in the order to begin with
	Sort    string                             // the order to begin with; empty: the newest first
	Desc    bool
	New     func()   // makes a record; nil: not offered
	Actions []Action // further buttons
	Open    func(field.ID)
	Select  func(field.ID) // the line in hand changed; zero for none
	Click   func(field.ID) // a line was clicked once
}

// ListPlace is where a person is in a list.
type ListPlace struct {
	Find    string
	Filters map[string]Option
	Sort    string
	Desc    bool
	ID      field.ID
	Offset  float32
}

// List finds and shows the records of one type: a line to search, filters, the number of records, a table. Typing in the table
// goes to the search line; the arrow down goes back.
type List struct {
	widget.BaseWidget
	Table   *Table
	host    *Host
	o       ListSpec
	search  *Entry
	filters *filters
	count   *canvas.Text
	offer   *Button // narrows the list by a word that was typed; hidden where none is meant
	offered string  // the text it is an answer to
	sort    string
	desc    bool
	asked   int
	goTo    *ListPlace  // a place to go back to when the rows are there
	hand    field.ID    // taken in hand when the list is there
	waiting bool        // for the rows, to give them the keyboard
	chartBy *field.Spec // what its chart is drawn by
	chartOf *field.Spec // what its chart adds up; nil counts
	whole   *fyne.Container
}

// NewList returns a list. It is empty until Reload.
func NewList(h *Host, o ListSpec) *List {
	l := &List{host: h, o: o, sort: o.Sort, desc: o.Desc, count: Note("")}
	l.Table = NewTable(h, columnsOf(h, o))
	l.Table.SetSort(o.Sort, o.Desc)
	l.Table.OnSort = func(key string, desc bool) {
		l.sort, l.desc = key, desc
		l.Reload()
	}
	l.Table.OnSelect = func(int) {
		if o.Select != nil {
			o.Select(l.Table.SelectedID())
		}
	}
	l.Table.OnOpen = func(i int) {
		if o.Open != nil {
			o.Open(l.Table.Rows().ID(i))
		}
	}
	l.Table.OnClick = func(i int) {
		if o.Click != nil {
			o.Click(l.Table.Rows().ID(i))
		}
	}
	l.Table.OnType = func(r rune) {
		h.Focus(l.search)
		l.search.TypedRune(r)
	}
	l.search = NewEntry(h)
	l.search.SetIcon(theme.IconIn("search", theme.Faint))
	l.search.Hint(h.T("kit.search"))
	l.search.OnChanged = func(string) { l.soon() }
	l.search.OnKey = l.searchKey
	l.search.OnEnter = func() {
		if l.Table.Len() == 0 && l.offer.Visible() && l.offered == l.search.Text {
			l.offer.tap()
			return
		}
		l.Table.Focus()
	}
	l.filters = newFilters(h, o.Type, o.Lookup, l.Reload)
	l.filters.cleared = l.Focus
	l.offer = NewButton(h, "", Flat, nil)
	l.offer.Hide()
	l.whole = l.lay()
	l.ExtendBaseWidget(l)
	return l
}

func (l *List) lay() *fyne.Container {
	buttons := container.NewHBox()
	if l.o.New != nil {
		buttons.Add(NewIconButton(l.host, "add", l.host.T("kit.new"), Main, l.o.New))
	}
	for _, a := range l.o.Actions {
		buttons.Add(a.button(l.host))
	}
	if a, ok := l.chartAction(); ok {
		buttons.Add(a.button(l.host))
	}
	line := newFilterLine(l.host, l.filters, &fyne.Container{Layout: inset{4, 8}, Objects: []fyne.CanvasObject{l.count}}, l.offer)
	head := container.NewVBox(container.NewBorder(nil, nil, nil, buttons, l.search), line.box)
	return container.NewBorder(&fyne.Container{Layout: inset{8, 6}, Objects: []fyne.CanvasObject{head}}, nil, nil, nil, l.Table)
}

// CreateRenderer is called by the toolkit.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.whole) }

func (l *List) searchKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		l.Table.Focus()
		return true
	case fyne.KeyEscape:
		if l.search.Text != "" {
			l.search.SetText("")
			return true
		}
	}
	return false
}

// Query returns what the list shows now.
func (l *List) Query() Query {
	q := Query{Find: l.search.Text, Where: slices.Concat(l.o.Where, l.filters.conds()), Sort: l.sort, Desc: l.desc}
	if l.sort == l.o.Sort && l.desc == l.o.Desc { // whoever sorts by something else wants that
		q.First = l.o.First
	}
	return q
}

// Focus gives the keyboard to the lines, or to the search line when there are none; while the list is being read, afterwards.
func (l *List) Focus() {
	if l.Table.Rows() == nil {
		l.waiting = true
		return
	}
	if l.Table.Len() == 0 {
		l.FocusSearch()
		return
	}
	l.Table.Focus()
}

// FocusSearch gives the keyboard to the search line. What is typed takes the place of what was looked for before.
func (l *List) FocusSearch() {
	l.host.Focus(l.search)
	l.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// soon reads the list anew when typing has rested.
func (l *List) soon() {
	l.asked++
	mine := l.asked
	l.host.after(searchPause, func() {
		if mine == l.asked {
			l.Reload()
		}
	})
}

// Reload reads the list anew. The line in hand stays the same record; an answer that comes after the next question is dropped.
func (l *List) Reload() {
	l.asked++
	mine := l.asked
	q := l.Query()
	Go(l.host, func() (Found, error) { return l.o.Source.Find(l.o.Type, q) }, func(found Found, err error) {
		if mine != l.asked {
			return
		}
		if err != nil {
			l.host.Trouble(l.host.T("kit.list.loading"), err, "")
			return
		}
		l.fill(q, found)
	})
}

// ReloadAt reads the list anew and takes a record in hand, so that Enter goes on with what was just saved.
func (l *List) ReloadAt(id field.ID) {
	l.hand = id
	l.Reload()
}

func (l *List) fill(q Query, found Found) {
	h := l.host
	narrowed := q.Find != "" || len(q.Where) > len(l.o.Where)
	name := h.T(l.o.Type.Table)
	l.offerFilter(q.Find)
	switch {
	case narrowed && l.offer.Visible():
		l.Table.SetEmpty(h.T("kit.list.none", name), l.offer.text, l.offer.tap)
		l.count.Text = h.T("kit.count.found", found.Len())
	case narrowed:
		l.Table.SetEmpty(h.T("kit.list.none", name), h.T("kit.filter.clear"), func() { l.search.set(""); l.filters.reset() })
		l.count.Text = h.T("kit.count.found", found.Len())
	case l.o.New != nil:
		l.Table.SetEmpty(h.T("kit.list.empty", name), h.T("kit.list.new", name), l.o.New)
		l.count.Text = h.T("kit.count", found.Len())
	default:
		l.Table.SetEmpty(h.T("kit.list.empty", name), "", nil)
		l.count.Text = h.T("kit.count", found.Len())
	}
	l.count.Refresh()
	l.Table.SetRows(ShowRows(h, l.o.Type, found))
	if p := l.goTo; p != nil {
		l.goTo = nil
		l.Table.SelectID(p.ID)
		l.Table.SetOffset(p.Offset)
	}
	if l.hand != (field.ID{}) {
		l.Table.SelectID(l.hand)
		l.hand = field.ID{}
	}
	l.whole.Refresh()
	if l.waiting {
		l.waiting = false
		l.Focus()
	}
}

// offerFilter offers to narrow the list by the word of a vocabulary that was typed into the search line.
func (l *List) offerFilter(typed string) {
	s, o, ok := l.filters.meant(typed)
	l.offered = typed
	if l.offer.Hidden = !ok; !ok {
		return
	}
	l.offer.tap = func() {
		l.search.set("")
		l.waiting = true
		l.filters.choose(s.Key, o)
	}
	l.offer.SetText(l.host.T("kit.filter.by", l.host.Shown().Label(l.o.Type, s), o.Text))
}

// Place returns where the person is.
func (l *List) Place() ListPlace {
	return ListPlace{Find: l.search.Text, Filters: l.filters.chosen, Sort: l.sort, Desc: l.desc, ID: l.Table.SelectedID(), Offset: l.Table.Offset()}
}

// SetPlace goes back to a place and reads the list.
func (l *List) SetPlace(p ListPlace) {
	l.search.set(p.Find)
	l.filters.set(p.Filters)
	l.sort, l.desc = p.Sort, p.Desc
	l.Table.SetSort(p.Sort, p.Desc)
	l.goTo = &p
	l.Reload()
}

// columnsOf makes columns of field descriptions: wide for names, narrow for days and figures, masked where the field is.
func columnsOf(h *Host, o ListSpec) []Column {
	var specs []*field.Spec
	for _, key := range o.Columns {
		if s := o.Type.Field(key); s != nil {
			specs = append(specs, s)
		}
	}
	if o.Columns == nil {
		specs = o.Type.With(field.InList)
	}
	var cols []Column
	for _, s := range specs {
		c := Column{Key: s.Key, Title: h.Shown().Label(o.Type, s), Width: columnWidth(h, s, slices.Contains(o.Type.Title, s.Key))}
		switch s.Kind {
		case field.NumberKind, field.MoneyKind:
			c.Right = true
		case field.TextKind:
			c.Loose = s.Has(field.IsName) || !slices.Contains(o.Type.Title, s.Key) // half a case number is of no use
		case field.RefKind, field.RefsKind, field.LongKind:
			c.Loose = true
		}
		if s.Has(field.IsMasked) {
			c.Mask = func(string) string { return MaskText }
		}
		if tone := o.Tones[s.Key]; tone != nil {
			c.Tone = func(rows Rows, i int) Tone {
				if r := RecordAt(rows, i); r != nil {
					return tone(r)
				}
				return Plain
			}
		}
		cols = append(cols, c)
	}
	return cols
}

func columnWidth(h *Host, s *field.Spec, named bool) float32 {
	switch s.Kind {
	case field.DayKind:
		return longest(h.Shown().Day)
	case field.MomentKind:
		return longest(func(d field.Day) string { return h.Shown().Moment(field.MomentOf(d.Time())) })
	case field.NumberKind, field.YesNoKind:
		return 70
	case field.ChoiceKind:
		return wordsWidth(h, s.Vocab)
	case field.CountKind:
		return 100
	case field.MoneyKind:
		return 110
	case field.RefKind:
		return 130
	case field.RefsKind, field.ChoicesKind:
		return 160
	case field.LongKind:
		return 220
	}
	if s.Has(field.IsName) {
		return 180
	}
	if named {
		return 172 // a number that names the record: with a station of two characters and the widest letters of a desk it fits just
	}
	return 130
}

// longest is the width of a column of dates: of one that is as long as any in Chinese, or of one that is so in English.
func longest(shown func(field.Day) string) float32 {
	var most float32
	for _, month := range []int{9, 12} {
		most = max(most, rulerFor(14, false).width(shown(field.Day{Year: 2028, Month: month, Date: 28})))
	}
	return most + 2*cellPad
}

// wordsWidth is how wide a column of a vocabulary's words is at ordinary type: as wide as the longest, within reason; those of two levels
// show both.
func wordsWidth(h *Host, v *field.Vocab) float32 {
	var most float32
	for _, code := range v.Offered() {
		most = max(most, rulerFor(14, false).width(h.Shown().Path(v, code)))
	}
	widest := float32(150)
	if slices.ContainsFunc(v.Codes, func(t field.Term) bool { return t.Under != "" }) {
		widest = 200
	}
	return min(max(most, 56), widest) + 2*cellPad
}
