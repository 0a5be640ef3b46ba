package kit

import (
	"cmp"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// PathSpec says which file or folder is asked for.
type PathSpec struct {
	Title string
	Hint  string   // what it is for; may be empty
	Start string   // the path to begin with, which need not exist
	Ends  []string // endings of the files that fit, such as .xlsx; none: a folder is asked for
	Act   string   // the word on the button
	Done  func(path string)
}

// pathPanel is a line for the path and below it what lies in the folder that the line names.
type pathPanel struct {
	host  *Host
	spec  PathSpec
	panel *Panel
	line  *Entry
	table *Table
	note  *Paragraph
	dir   string
	asked int
}

// AskPath asks for a file or a folder: typed or pasted into a line, or found by walking through folders with the arrows and
// Enter. Files are chosen with Enter, a folder with the button.
func (h *Host) AskPath(s PathSpec) {
	p := &pathPanel{host: h, spec: s, line: NewEntry(h), note: Hint(s.Hint)}
	p.table = NewTable(h, []Column{
		{Key: "name", Title: h.T("kit.path.name"), Width: 320, Loose: true, Fixed: true},
		{Key: "kind", Title: h.T("kit.path.kind"), Width: 90, Fixed: true},
		{Key: "changed", Title: h.T("kit.path.changed"), Width: 200, Fixed: true},
	})
	p.table.OnOpen = p.open
	p.table.OnSelect = p.pointed
	p.table.OnType = p.jump
	p.line.OnEnter = p.entered
	p.line.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown {
			p.table.Focus()
			return true
		}
		return false
	}
	p.table.SetEmpty(h.T("kit.path.empty"), "", nil)
	act := NewButton(h, s.Act, Main, p.agree)
	p.line.set(s.Start)
	p.panel = h.Open(PanelSpec{
		Title: s.Title, Width: 720, Height: 520, Focus: p.line,
		Body:    container.NewBorder(container.NewVBox(p.note, p.line, gap(4)), nil, nil, nil, p.table),
		Buttons: []*Button{NewButton(h, h.T("kit.cancel"), Ordinary, func() { p.panel.Close() }), act},
	})
	p.list(nearestFolder(TidyPath(s.Start)), "")
}

// TidyPath makes a path of what a person typed or pasted: without quotes around it, with ~ for her own folder.
func TidyPath(text string) string {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	text = strings.TrimPrefix(text, "file://")
	if text == "" {
		return ""
	}
	if rest, ok := strings.CutPrefix(text, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			text = filepath.Join(home, rest)
		}
	}
	if abs, err := filepath.Abs(text); err == nil {
		text = abs
	}
	return filepath.Clean(text)
}

// nearestFolder is the path itself or the nearest folder above it that is there.
func nearestFolder(path string) string {
	if path == "" {
		path, _ = os.UserHomeDir()
	}
	for {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
		up := filepath.Dir(path)
		if up == path {
			return path
		}
		path = up
	}
}

func (p *pathPanel) folders() bool { return len(p.spec.Ends) == 0 }

// list shows what lies in a folder, with the entry called at in hand.
func (p *pathPanel) list(dir, at string) {
	p.asked++
	mine := p.asked
	Go(p.host, func() (*pathRows, error) { return readFolder(dir, p.spec.Ends) }, func(rows *pathRows, err error) {
		if mine != p.asked {
			return
		}
		if err != nil {
			p.note.SetText(p.host.T("kit.path.unread"))
			return
		}
		p.note.SetText(p.spec.Hint)
		p.dir, rows.host = dir, p.host
		p.table.SetRows(rows)
		p.table.SetOffset(0)
		p.table.SelectID(rows.ID(rows.begin(at)))
	})
}

func (p *pathPanel) rows() *pathRows {
	r, _ := p.table.Rows().(*pathRows)
	return r
}

// open goes into a folder or takes a file.
func (p *pathPanel) open(i int) {
	e := p.rows().all[i]
	switch {
	case e.up:
		from := filepath.Base(p.dir)
		up := filepath.Dir(p.dir)
		p.line.set(up)
		p.list(up, from)
	case e.dir:
		to := filepath.Join(p.dir, e.name)
		p.line.set(to)
		p.list(to, "")
	default:
		p.take(filepath.Join(p.dir, e.name))
	}
}

// pointed puts a file that is in hand into the line.
func (p *pathPanel) pointed(i int) {
	if r := p.rows(); r != nil && i >= 0 && i < len(r.all) && !r.all[i].dir && !r.all[i].up {
		p.line.set(filepath.Join(p.dir, r.all[i].name))
	}
}

// jump takes the next entry in hand that begins with a character.
func (p *pathPanel) jump(c rune) {
	r := p.rows()
	for k := 1; r != nil && k <= len(r.all); k++ {
		i := (max(p.table.Selected(), 0) + k) % len(r.all)
		full, initials := centre.Spell(r.all[i].name)
		for _, w := range []string{field.Fold(r.all[i].name), full, initials} {
			if strings.HasPrefix(w, field.Fold(string(c))) {
				p.table.Select(i)
				return
			}
		}
	}
}

// entered goes where the line points: into a folder, or takes a file. A folder that is shown already is taken.
func (p *pathPanel) entered() {
	path := TidyPath(p.line.Text)
	info, err := os.Stat(path)
	switch {
	case path == "":
	case err == nil && info.IsDir() && path != p.dir:
		p.line.set(path)
		p.list(path, "")
	default:
		p.agree()
	}
}

// agree takes what the line names.
func (p *pathPanel) agree() {
	path := TidyPath(p.line.Text)
	if path == "" {
		return
	}
	info, err := os.Stat(path)
	switch {
	case !p.folders() && err != nil:
		p.note.SetText(p.host.T("kit.path.nofile"))
	case !p.folders() && info.IsDir():
		p.list(path, "")
		p.table.Focus()
	case p.folders() && err == nil && !info.IsDir():
		p.note.SetText(p.host.T("kit.path.nofolder"))
	default:
		p.take(path)
	}
}

func (p *pathPanel) take(path string) {
	p.panel.Close()
	p.spec.Done(path)
}

// pathEntry is one line of the table.
type pathEntry struct {
	name    string
	dir, up bool
	changed time.Time
}

type pathRows struct {
	host *Host
	all  []pathEntry
}

// readFolder lists a folder: what leads up, folders, then the files with one of the endings. Hidden ones are left out.
func readFolder(dir string, ends []string) (*pathRows, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	rows := &pathRows{}
	if filepath.Dir(dir) != dir {
		rows.all = append(rows.all, pathEntry{name: "..", up: true})
	}
	var below []pathEntry
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(dir, e.Name())) // follows links
		if err != nil || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		fits := slices.ContainsFunc(ends, func(end string) bool { return end == anyFile || strings.EqualFold(filepath.Ext(e.Name()), end) })
		if info.IsDir() || fits {
			below = append(below, pathEntry{name: e.Name(), dir: info.IsDir(), changed: info.ModTime()})
		}
	}
	slices.SortStableFunc(below, func(a, b pathEntry) int {
		if a.dir != b.dir {
			if a.dir {
				return -1
			}
			return 1
		}
		return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	rows.all = append(rows.all, below...)
	return rows, nil
}

// begin is the line to begin with: the one of that name, or else the first below the way up.
func (r *pathRows) begin(name string) int {
	if i := slices.IndexFunc(r.all, func(e pathEntry) bool { return e.name == name }); i >= 0 {
		return i
	}
	return max(slices.IndexFunc(r.all, func(e pathEntry) bool { return !e.up }), 0)
}

// Len is called by the table.
func (r *pathRows) Len() int { return len(r.all) }

// ID numbers the lines; the table asks for no more.
func (r *pathRows) ID(i int) (id field.ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	return id
}

// Text is called by the table.
func (r *pathRows) Text(i int, key string) string {
	e := r.all[i]
	switch {
	case key == "name" && e.up:
		return r.host.T("kit.path.up")
	case key == "name":
		return e.name
	case key == "kind" && e.dir:
		return r.host.T("kit.path.folder")
	case key == "kind" && !e.up:
		return strings.TrimPrefix(strings.ToLower(filepath.Ext(e.name)), ".")
	case key == "changed" && !e.up:
		return r.host.Book.Moment(e.changed.In(r.host.Now().Location()))
	}
	return ""
}

// PathLine is an entry for a path with a button that opens AskPath.
type PathLine struct {
	*fyne.Container
	Line *Entry
}

// NewPathLine returns a line for a path; spec's Start and Done are set by it.
func NewPathLine(h *Host, start string, spec PathSpec) *PathLine {
	l := &PathLine{Line: NewEntry(h)}
	l.Line.set(start)
	browse := NewButton(h, h.T("kit.path.browse"), Ordinary, func() {
		spec.Start = l.Line.Text
		spec.Done = func(path string) {
			l.Line.SetText(path)
			h.Focus(l.Line)
		}
		h.AskPath(spec)
	})
	l.Container = container.NewBorder(nil, nil, nil, container.New(inset{theme.Size(theme.Pad), 0}, browse), l.Line)
	return l
}

// Path returns the path as it stands in the line.
func (l *PathLine) Path() string { return TidyPath(l.Line.Text) }
