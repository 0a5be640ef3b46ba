package paper

import (
	"math"
	"strconv"
	"strings"
)

// footSign stands before the mark of a footnote in a text. It is no character and is
// never printed; before anything but the mark of a footnote it is printed as a box, as any other.
const footSign = '\uFDD1'

// Foot adds a footnote and returns its mark: ① to ⑳, then (21) and on, numbered through
// the document. The mark goes into a text of the document, where it is set small and
// raised. The note prints at the foot of the page on which the mark stands first, above
// the page number and below a short rule; a long one goes on at the foot of the next
// page. A note whose mark stands nowhere prints on the last page.
func (d *Doc) Foot(text string) string {
	d.feet = append(d.feet, text)
	return string(footSign) + footMark(len(d.feet))
}

// feetMost is the most footnotes whose marks are told from other text.
const feetMost = 1<<16 - 1

func footMark(n int) string {
	if n <= 20 {
		return string(rune('①' + n - 1))
	}
	return "(" + strconv.Itoa(n) + ")"
}

// footAt reads the mark behind a footSign: the number of the note and how many
// characters sign and mark take; 0 for what is none.
func footAt(text []rune) (n, long int) {
	if len(text) < 2 || text[0] != footSign {
		return 0, 0
	}
	if text[1] >= '①' && text[1] <= '⑳' {
		return int(text[1]-'①') + 1, 2
	}
	for long = 2; long < len(text) && long < 8 && isFigure(text[long]); long++ {
		n = n*10 + int(text[long]-'0')
	}
	if text[1] != '(' || long == len(text) || text[long] != ')' || n <= 20 {
		return 0, 0
	}
	return n, long + 1
}

// footPlace is a mark that stands before place at of a text.
type footPlace struct{ at, note int }

// marks takes the marks of footnotes out of a text.
func (sh *shaper) marks(text []rune) ([]rune, []footPlace) {
	var places []footPlace
	if sh.feet == 0 {
		return text, nil
	}
	out := text[:0]
	for i := 0; i < len(text); i++ {
		if n, long := footAt(text[i:]); n > 0 && n <= min(sh.feet, feetMost) {
			places = append(places, footPlace{len(out), n})
			i += long - 1
			continue
		}
		out = append(out, text[i])
	}
	return out, places
}

// marked appends the marks that stand before place i. No line ends before a mark.
func (sh *shaper) marked(cells []cell, places []footPlace, i int, st style) ([]cell, []footPlace) {
	for len(places) > 0 && places[0].at <= i {
		small := style{font: st.font, size: max(0.6*st.size, min(st.size, sizeMark))}
		for _, r := range footMark(places[0].note) {
			c := sh.one(r, small)
			c.kind, c.wide, c.before, c.after = glue, false, 0, 0
			c.size, c.rise, c.note = small.size, 0.3*st.size/ptPerMM, places[0].note
			cells = append(cells, c)
		}
		places = places[1:]
	}
	return cells, places
}

// unmarked is a text without the signs of its footnotes, for where it is not set as type.
func unmarked(s string) string {
	if !strings.ContainsRune(s, footSign) {
		return s
	}
	text := []rune(s)
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if n, long := footAt(text[i:]); n > 0 {
			i += long - 1
			continue
		}
		b.WriteRune(text[i])
	}
	return b.String()
}

// Measures of footnotes.
const (
	sizeMark  = 6.5  // least size of a mark, pt
	footRule  = 40.0 // length of the rule above the notes, mm
	footGap   = 4.0  // room from the text to the first note, with the rule in it, mm
	footWhole = 8    // a note of more lines may go on on the next page
	footBegin = 3    // with so many lines at least on its first
)

var footStyle = style{font: Song, size: sizeSmallFive, lead: 4.7}

// footnotes are the notes of a document on their way to the feet of its pages.
type footnotes struct {
	notes [][]strip // the lines of each note
	done  []bool    // it is on a page or waits in the queue
	queue []strip   // lines for this page and those after it, in order
	loose int       // lines at the end of the queue that may wait for the next page
	most  float64   // of a page, mm
}

func (l *layout) footnotes(texts []string) *footnotes {
	f := &footnotes{done: make([]bool, len(texts)), most: l.high / 2}
	for i, text := range texts {
		f.notes = append(f.notes, l.hanging(footMark(i+1), text, footStyle))
	}
	return f
}

// reserve is the room at the foot of the page when these notes are added to those there.
func (f *footnotes) reserve(more []int) float64 {
	high, loose := 0.0, f.loose
	for _, s := range f.queue {
		high += s.height
	}
	for _, n := range more {
		if !f.done[n-1] {
			high += float64(len(f.notes[n-1])) * footStyle.lead
			loose = looseLines(len(f.notes[n-1]))
		}
	}
	if high == 0 {
		return 0
	}
	return footGap + math.Min(high-float64(loose)*footStyle.lead, f.most)
}

// looseLines says how many lines of a note may go to the next page.
func looseLines(lines int) int {
	if lines <= footWhole {
		return 0
	}
	return lines - footBegin
}

// add puts notes that are not there yet into the queue.
func (f *footnotes) add(notes []int) {
	for _, n := range notes {
		if f.done[n-1] {
			continue
		}
		f.done[n-1] = true
		f.queue = append(f.queue, f.notes[n-1]...)
		f.loose = looseLines(len(f.notes[n-1]))
	}
}

// rest puts the notes into the queue whose marks stand nowhere.
func (f *footnotes) rest() {
	for n := range f.notes {
		f.add([]int{n + 1})
	}
}

// take returns the lines that fit a room, and leaves the others for the next page.
func (f *footnotes) take(room float64) []strip {
	n, high := 0, footGap
	for n < len(f.queue) && high+f.queue[n].height <= room+hair {
		high += f.queue[n].height
		n++
	}
	out := f.queue[:n]
	f.queue = f.queue[n:]
	f.loose = max(0, min(f.loose, len(f.queue)-1))
	return out
}

// notesOf lists the footnotes whose marks stand in a strip.
func notesOf(s *strip) []int {
	var out []int
	for _, it := range s.items {
		if r, ok := it.(Run); ok && r.note > 0 {
			out = append(out, int(r.note))
		}
	}
	return out
}
