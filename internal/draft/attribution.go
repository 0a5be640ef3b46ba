package draft

import (
	"regexp"
	"strings"
)

// attributionForm is what ends an item: a body in brackets at the end of its paragraph, behind a full stop, behind a gap or on
// its own line.
var attributionForm = regexp.MustCompile(`(?m)(^|[。！？]|[ 　]{2})[ 　]*（([\p{Han}A-Za-z0-9·、 　]{2,30})）[ 　]*$`)

// attributions marks those that are none of the known bodies, with the one that is nearly the same as a fix.
func attributions(text string, bodies []string) []Mark {
	var out []Mark
	known := map[string]bool{}
	for _, b := range bodies {
		known[b] = true
	}
	for _, m := range attributionForm.FindAllStringSubmatchIndex(text, -1) {
		name := strings.TrimSpace(text[m[4]:m[5]])
		if known[name] || allKnown(name, known) {
			continue
		}
		out = append(out, Mark{Kind: "attribution", From: m[4], To: m[5], Fix: nearest(name, bodies)})
	}
	return out
}

// allKnown reports whether the attribution lists several known bodies.
func allKnown(name string, known map[string]bool) bool {
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("、，, 　", r) }) {
		if !known[part] {
			return false
		}
	}
	return true
}

// nearest returns the known body that differs from name in one or two characters, if only one is as near.
func nearest(name string, bodies []string) string {
	best, at, ties := "", 3, 0
	for _, b := range bodies {
		switch d := distance([]rune(name), []rune(b)); {
		case d < at:
			best, at, ties = b, d, 0
		case d == at:
			ties++
		}
	}
	if ties > 0 {
		return ""
	}
	return best
}

// distance is the number of characters to change, add or drop between a and b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		left := row[0]
		row[0] = i + 1
		for j, q := range b {
			cost := left
			if r != q {
				cost = 1 + min(left, row[j], row[j+1])
			}
			left, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
