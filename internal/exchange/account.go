package exchange

import (
	"iter"
	"slices"

	"cn.halfsky/internal/say"
)

// Entry is what became of one cell of the file.
type Entry struct {
	Sheet string
	Cell  string // B4
	Text  string
	Fate  Fate
	Field string
	Say   string
	Args  []string
}

// Account gives one Entry for every cell of the file that holds something: nothing is dropped in silence.
func (p *Plan) Account() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, s := range p.Sheets {
			if !s.account(yield) {
				return
			}
		}
	}
}

func (s *SheetPlan) account(yield func(Entry) bool) bool {
	head := map[[2]int]*Piece{}
	for i := range s.Head {
		head[[2]int{s.Head[i].row, s.Head[i].col}] = &s.Head[i]
	}
	for i := range s.sheet.Rows {
		row := &s.sheet.Rows[i]
		for col, c := range row.Cells {
			if !c.own() {
				continue
			}
			e := Entry{Sheet: s.Name, Cell: cellName(col, row.Number), Text: c.Text}
			switch piece := head[[2]int{i, col}]; {
			case s.Say != "":
				e.Fate, e.Say = Ignored, s.Say
			case piece != nil:
				e.Fate, e.Field, e.Say = piece.Fate, piece.Field, piece.Say
			case i >= s.first:
				s.Rows[i-s.first].explain(&e, col, s.Columns)
			}
			if !yield(e) {
				return false
			}
		}
	}
	return true
}

func (r *RowPlan) explain(e *Entry, col int, columns []Column) {
	if col < len(columns) {
		c := &columns[col]
		e.Fate, e.Field, e.Say, e.Args = c.Fate, c.Field, c.Say, c.Args
	}
	switch r.Action {
	case LeftOut:
		e.Fate, e.Field, e.Say, e.Args = Ignored, "", r.Say, nil
	case Barred:
		e.Fate = Lacking
	}
	if i := slices.IndexFunc(r.Remarks, func(m Remark) bool { return m.Col == col }); i >= 0 {
		m := r.Remarks[i]
		if m.Fate != "" && r.Action != Barred {
			e.Fate = m.Fate
		}
		if m.Field != "" {
			e.Field = m.Field
		}
		e.Say, e.Args = m.Say, m.Args
	}
}

// Sentence says the remark in words.
func (m Remark) Sentence(b *say.Book) string { return sentence(b, m.Say, m.Args) }

// sentence fills a text; an argument that is itself a key stands for its text.
func sentence(b *say.Book, key string, args []string) string {
	if key == "" {
		return ""
	}
	filled := make([]any, len(args))
	for i, a := range args {
		filled[i] = a
		if b.Has(a) {
			filled[i] = b.T(a)
		}
	}
	return b.T(key, filled...)
}
