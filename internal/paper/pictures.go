package paper

// Captioned is a photo with the words that stand under it.
type Captioned struct {
	Image   *Image
	Caption string
}

// Pictures adds photos: one over the width, two side by side and as high as each other, of an odd number the first alone. The
// caption under each is in 楷体 and never parted from it. Those without an image are left out.
func (d *Doc) Pictures(ps []Captioned) {
	var there pictures
	for _, p := range ps {
		if p.Image != nil {
			there = append(there, p)
		}
	}
	d.add(there)
}

type pictures []Captioned

// Measures of photos, mm. The height leaves room for two rows on a page of an upright sheet.
const (
	photoHigh  = 80.0
	photoGap   = 6.0
	photoAbove = 3.0
	photoTight = 1.2 // between a photo and its caption
)

var captionStyle = style{font: Kai, size: sizeSmallFour, lead: 6.2}

func (b pictures) strips(l *layout) []strip {
	var out []strip
	rest := b
	if len(rest)%2 == 1 {
		out = append(out, l.photoRow(rest[:1])...)
		rest = rest[1:]
	}
	for ; len(rest) > 0; rest = rest[2:] {
		out = append(out, l.photoRow(rest[:2])...)
	}
	return out
}

// photoRow sets photos beside each other, in the middle of the page, all as high, with their captions. The lines of captions that
// take more than a quarter of the page go on below.
func (l *layout) photoRow(row []Captioned) []strip {
	high, cells := l.photoCells(row)
	x := l.wide + photoGap
	for _, wide := range cells {
		x -= wide + photoGap
	}
	x /= 2
	s := strip{height: high, before: photoAbove}
	var captions []photoCaption
	for i, p := range row {
		wide := high * aspect(p.Image)
		s.items = append(s.items, Picture{X: round(x + (cells[i]-wide)/2), W: round(wide), H: round(high), Image: p.Image})
		if text := clean(p.Caption); text != "" {
			col := column{width: cells[i] * ptPerMM, align: alignCentre}
			captions = append(captions, photoCaption{x, l.set(text, captionStyle, col)})
		}
		x += cells[i] + photoGap
	}
	out := []strip{s}
	fit := max(int(l.high/4/captionStyle.lead), 1)
	for from, more := 0, len(captions) > 0; more; from += fit {
		if from > 0 {
			out = append(out, strip{})
		}
		more = out[len(out)-1].captions(captions, from, fit)
	}
	out[len(out)-1].after = photoAbove
	return out
}

// photoCells returns the height that photos in a row can have and how wide the place of each is: that of the photo, but not so
// narrow that the caption becomes a column of single characters.
func (l *layout) photoCells(row []Captioned) (high float64, cells []float64) {
	least := l.wide / 4
	for high = min(photoHigh, l.high/2); ; high *= 0.99 {
		sum := photoGap * float64(len(row)-1)
		cells = cells[:0]
		for _, p := range row {
			cells = append(cells, max(high*aspect(p.Image), least))
			sum += cells[len(cells)-1]
		}
		if sum <= l.wide {
			return high, cells
		}
	}
}

// photoCaption is the words under one photo, x mm from the left.
type photoCaption struct {
	x     float64
	lines []textLine
}

// captions adds at most fit lines of each caption below what the strip holds and reports whether there are more.
func (s *strip) captions(all []photoCaption, from, fit int) (more bool) {
	top, tall := s.height, 0
	if top > 0 {
		top += photoTight
	}
	for _, c := range all {
		for n, line := range part(c.lines, from, fit) {
			for _, r := range line.runs {
				s.items = append(s.items, move(r, c.x, top+float64(n)*captionStyle.lead+baseLine(captionStyle)))
			}
			tall = max(tall, n+1)
		}
		more = more || len(c.lines) > from+fit
	}
	s.height = top + float64(tall)*captionStyle.lead
	return more
}

// aspect is the width of a photo over its height.
func aspect(im *Image) float64 { return float64(im.width) / float64(im.height) }
