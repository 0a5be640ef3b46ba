package paper

// Least widths of the last line of a paragraph, em: of running text, and of a narrow column
// or one with a ragged edge.
const (
	leastLast   = 3.5
	leastNarrow = 1.9
	narrowRoom  = 14.0 // em
	loosest     = 0.15 // gap between two characters that a mended line may have, em
	mendLines   = 4    // lines at the end that give up characters
	raggedLine  = 2.6  // what a mended line that is not stretched may leave empty, em
)

// mendRunt breaks the last lines of a paragraph a little earlier when its very last one
// is left with a character or two, or with a mark only.
func mendRunt(cells []cell, ends []ending, st style, col column) []ending {
	n := len(ends)
	if n < 2 {
		return ends
	}
	least := leastLast * st.size
	if col.align != alignBoth || col.width < narrowRoom*st.size {
		least = leastNarrow * st.size
	}
	if width(trim(cells[ends[n-2].at:])) >= least {
		return ends
	}
	for short := 0.5; short <= leastLast+1; short += 0.5 {
		for lines := 1; lines <= min(mendLines, n-1); lines++ {
			if mended := refill(cells, ends, lines, short*st.size, st, col); mended != nil && width(trim(cells[mended[n-2].at:])) >= least {
				return mended
			}
		}
	}
	return ends
}

// refill sets so many lines before the last one again, narrower by short points. It
// returns nil when the rest no longer fits the last line or a line becomes too loose.
func refill(cells []cell, ends []ending, lines int, short float64, st style, col column) []ending {
	n := len(ends)
	first := n - 1 - lines
	from := 0
	if first > 0 {
		from = ends[first-1].at
	}
	out := append([]ending(nil), ends[:first]...)
	for k := range lines {
		room := col.width
		if first+k == 0 {
			room -= col.indent
		}
		if room <= short {
			return nil
		}
		count, _ := fill(cells[from:], room-short, st.size, false)
		line := trim(cells[from : from+count])
		if from+count == len(cells) || cells[from+count].brk == never || tooWide(line, room-width(line), st.size, col.align) {
			return nil
		}
		from += count
		out = append(out, ending{at: from})
	}
	if width(trim(cells[from:])) > col.width {
		return nil
	}
	return append(out, ending{at: len(cells)})
}

// tooWide reports that a line would have to be stretched more than can be overlooked.
func tooWide(line []cell, slack, size float64, a align) bool {
	if a != alignBoth {
		return slack > size*raggedLine
	}
	gaps := 0
	for i := 1; i < len(line); i++ {
		if stretches(line, i) {
			gaps++
		}
	}
	return gaps == 0 || slack/float64(gaps) > loosest*size
}
