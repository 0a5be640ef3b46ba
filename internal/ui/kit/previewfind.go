package kit

import (
	"sort"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/theme"
)

// findPause is how long typing has to rest before the pages are searched.
const findPause = 120 * time.Millisecond

// pageText is the text of a document for searching: folded, without spaces, each character with the place it came from.
type pageText struct {
	runes []rune
	pages []int32
	spots []int32 // of the page
}

// hit is one place where the text was found: characters of pageText.
type hit struct{ from, to int }

// readPages folds the text of all pages. Page numbers and footers are no part of it, so that what a page end cuts is found.
func readPages(pages *paper.Pages) *pageText {
	t := &pageText{}
	for i, sheet := range pages.Sheets {
		for k, s := range sheet.Spots() {
			for _, r := range field.Fold(s.Text) {
				t.runes = append(t.runes, r)
				t.pages = append(t.pages, int32(i))
				t.spots = append(t.spots, int32(k))
			}
		}
	}
	return t
}

// find returns where a text stands, in the order of the pages. Width, case and spaces do not count.
func (t *pageText) find(text string) []hit {
	want := []rune(field.Fold(text))
	if len(want) == 0 {
		return nil
	}
	var out []hit
	for i := 0; i+len(want) <= len(t.runes); i++ {
		n := 0
		for n < len(want) && t.runes[i+n] == want[n] {
			n++
		}
		if n == len(want) {
			out = append(out, hit{i, i + n})
			i += n - 1
		}
	}
	return out
}

// pageFind is the line of the search, and what it found.
type pageFind struct {
	preview *Preview
	line    *Entry
	told    *canvas.Text
	row     *fyne.Container
	text    *pageText // nil until somebody searches
	hits    []hit
	at      int
	asked   int
}

func newPageFind(p *Preview) *pageFind {
	f := &pageFind{preview: p, line: NewEntry(p.host), told: Note("")}
	button := func(icon string, do func()) *Button {
		b := NewIconButton(p.host, icon, "", Flat, do)
		b.skip = true
		return b
	}
	f.line.Hint(p.host.T("print.find.hint"))
	f.line.OnChanged = func(string) { f.ask() }
	f.line.OnEnter = p.next
	f.line.OnKey = f.key
	row := container.NewHBox(Wide(theme.Size(theme.Text)*16, f.line), button("up", func() { f.step(-1) }), button("down", func() { f.step(1) }),
		button("close", f.close), container.NewCenter(f.told))
	f.row = container.NewVBox(&fyne.Container{Layout: inset{8, 3}, Objects: []fyne.CanvasObject{row}}, rule())
	f.row.Hide()
	return f
}

// Find opens the line of the search.
func (p *Preview) Find() {
	if p.pages == nil {
		return
	}
	f := p.find
	if f.row.Hidden {
		f.row.Show()
		p.whole.Refresh()
		p.again()
		f.ask()
	}
	p.host.Focus(f.line)
	f.line.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// next goes to the next place, with Shift held to the one before.
func (p *Preview) next() {
	if p.find.row.Hidden {
		p.Find()
		return
	}
	if p.held()&fyne.KeyModifierShift != 0 {
		p.find.step(-1)
		return
	}
	p.find.step(1)
}

func (f *pageFind) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		f.close()
	case fyne.KeyDown:
		f.step(1)
	case fyne.KeyUp:
		f.step(-1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		f.preview.TypedKey(ev)
	default:
		return false
	}
	return true
}

// close ends the search; the pages have the keyboard again.
func (f *pageFind) close() {
	p := f.preview
	f.asked++
	f.hits = nil
	f.row.Hide()
	p.whole.Refresh()
	p.again()
	p.column.remark()
	p.host.Focus(p)
}

// ask searches when typing rests.
func (f *pageFind) ask() {
	f.asked++
	mine := f.asked
	f.preview.host.after(findPause, func() {
		if mine == f.asked {
			f.search(true)
		}
	})
}

// again searches a document that was made anew; the place in hand stays as near as it can.
func (f *pageFind) again() {
	f.text = nil
	f.hits = nil
	if !f.row.Hidden && f.preview.pages != nil {
		f.asked++
		f.search(false)
	}
}

// search reads the pages once, off the UI thread, and marks what it finds; with move it goes to the first place from the page in
// view on.
func (f *pageFind) search(move bool) {
	p := f.preview
	mine, typed, pages, text := f.asked, f.line.Text, p.pages, f.text
	if pages == nil {
		return
	}
	var hits []hit
	p.host.Quietly(func() error {
		if text == nil && field.Fold(typed) != "" {
			text = readPages(pages)
		}
		if text != nil {
			hits = text.find(typed)
		}
		return nil
	}, func(err error) {
		if mine != f.asked || pages != p.pages || err != nil {
			return
		}
		f.text, f.hits = text, hits
		if move || f.at >= len(hits) {
			f.at = f.nearest()
		}
		f.tell(move)
	})
}

// nearest is the first place from the page in view on, or else the first of all.
func (f *pageFind) nearest() int {
	if f.text == nil {
		return 0
	}
	i := sort.Search(len(f.hits), func(i int) bool { return int(f.text.pages[f.hits[i].from]) >= f.preview.at })
	if i == len(f.hits) {
		return 0
	}
	return i
}

// step goes so many places on; behind the last one is the first.
func (f *pageFind) step(by int) {
	if n := len(f.hits); n > 0 {
		f.at = ((f.at+by)%n + n) % n
		f.tell(true)
	}
}

// tell says which place of how many is in hand, marks them all and brings the one in hand into view.
func (f *pageFind) tell(bring bool) {
	p := f.preview
	text := ""
	switch {
	case len(f.hits) > 0:
		text = p.host.T("print.found", f.at+1, len(f.hits))
	case field.Fold(f.line.Text) != "":
		text = p.host.T("print.found.none")
	}
	setText(f.told, text)
	f.row.Refresh()
	if bring && len(f.hits) > 0 {
		h := f.hits[f.at]
		p.column.bringSpot(int(f.text.pages[h.from]), int(f.text.spots[h.from]))
	}
	p.column.remark()
	p.scrolled()
}

// onPage returns the places of a page as ranges of its spots; in says which one is in hand, -1 for none.
func (f *pageFind) onPage(page int) (ranges [][2]int, in int) {
	in = -1
	if f.text == nil {
		return nil, in
	}
	i := sort.Search(len(f.hits), func(i int) bool { return int(f.text.pages[f.hits[i].to-1]) >= page })
	for ; i < len(f.hits) && int(f.text.pages[f.hits[i].from]) <= page; i++ {
		from, to := -1, -1
		for k := f.hits[i].from; k < f.hits[i].to; k++ {
			if int(f.text.pages[k]) != page {
				continue
			}
			if from < 0 {
				from = int(f.text.spots[k])
			}
			to = int(f.text.spots[k]) + 1
		}
		if i == f.at {
			in = len(ranges)
		}
		ranges = append(ranges, [2]int{from, to})
	}
	return ranges, in
}
