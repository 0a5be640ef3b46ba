package audit

import (
	"encoding/binary"
	"strconv"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// rows shows lines of the journal. What an entry is about stands in its parts, which are opened only for lines that come into view.
type rows struct {
	screen *screen
	lines  []store.Line
	about  map[uint64]string
	asked  map[uint64]bool
	want   []uint64
}

// aboutPause gathers the lines that come into view together.
const aboutPause = 20 * time.Millisecond

// Len is called by the table.
func (r *rows) Len() int { return len(r.lines) }

// ID is called by the table: an entry has a number, and the table wants an id.
func (r *rows) ID(i int) (id field.ID) {
	binary.BigEndian.PutUint64(id[8:], r.lines[i].Seq)
	return id
}

// Index is called by the table; lines lie with falling numbers.
func (r *rows) Index(id field.ID) int {
	seq := binary.BigEndian.Uint64(id[8:])
	low, high := 0, len(r.lines)
	for low < high {
		if mid := (low + high) / 2; r.lines[mid].Seq > seq {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(r.lines) && r.lines[low].Seq == seq {
		return low
	}
	return -1
}

// Text is called by the table.
func (r *rows) Text(i int, key string) string {
	l, h := r.lines[i], r.screen.host
	switch key {
	case "seq":
		return strconv.FormatUint(l.Seq, 10)
	case "verb":
		if l.Damaged {
			return h.T("audit.damaged")
		}
		return office.VerbWords(h.Book, l.Verb)
	case "about":
		return r.aboutOf(l)
	}
	if l.Damaged {
		return ""
	}
	if key == "at" {
		return h.Shown().Moment(l.At)
	}
	if l.Who == "" {
		return h.T("kit.history.unknown")
	}
	return l.Who
}

func (r *rows) tone(_ kit.Rows, i int) kit.Tone {
	switch l := r.lines[i]; {
	case l.Damaged:
		return kit.Late
	case l.Kinds.Has(store.Refused):
		return kit.Warn
	}
	return kit.Plain
}

// aboutOf returns what a line is about, or has it read soon.
func (r *rows) aboutOf(l store.Line) string {
	text, ok := r.about[l.Seq]
	if ok || l.Damaged || r.asked[l.Seq] {
		return text
	}
	r.asked[l.Seq] = true
	if r.want = append(r.want, l.Seq); len(r.want) == 1 {
		r.screen.host.After(aboutPause, r.load)
	}
	return ""
}

func (r *rows) load() {
	s, want := r.screen, r.want
	r.want = nil
	found := map[uint64]string{}
	s.host.Quietly(func() error {
		for _, seq := range want {
			if e, err := s.desk.Entry(seq); err == nil {
				found[seq] = s.desk.EntryAbout(e)
			}
		}
		return nil
	}, func(error) {
		for seq, text := range found {
			r.about[seq] = text
		}
		s.table.Refresh()
	})
}
