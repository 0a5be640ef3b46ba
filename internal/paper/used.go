package paper

import "math"

// used are the glyphs of one face in one document. The code of a glyph in the file is
// its place in the list; code 0 is the empty box every font must have.
type used struct {
	id    faceID
	face  *face
	place int // among the fonts of the document
	gids  []uint16
	texts []string
	first []uint16           // code of each glyph with the first text it stood for; 0: none
	more  map[usedKey]uint16 // codes of the same shapes with other texts
}

// usedKey tells apart two uses of one shape that stand for different characters.
type usedKey struct {
	gid  uint16
	text string
}

func newUsed(id faceID, place int) *used {
	f := id.get()
	return &used{id: id, face: f, place: place, gids: []uint16{0}, texts: []string{""}, first: make([]uint16, f.glyphs)}
}

func (u *used) code(g Glyph) uint16 {
	if c := u.first[g.GID]; c == 0 {
		u.first[g.GID] = u.add(g)
	} else if u.texts[c] != g.Text {
		key := usedKey{g.GID, g.Text}
		if u.more == nil {
			u.more = map[usedKey]uint16{}
		}
		if u.more[key] == 0 {
			u.more[key] = u.add(g)
		}
		return u.more[key]
	}
	return u.first[g.GID]
}

func (u *used) add(g Glyph) uint16 {
	u.gids = append(u.gids, g.GID)
	u.texts = append(u.texts, g.Text)
	return uint16(len(u.gids) - 1)
}

// tracking is the extra advance most glyphs of a run have, pt: the one that outlasts the others when each takes one other with it.
// Where none has the majority any will do.
func (u *used) tracking(r Run) float64 {
	best, votes := 0.0, 0
	for _, g := range r.Glyphs {
		switch t := round(g.Advance - u.face.width(g.GID)*r.Size/1000); {
		case votes == 0:
			best, votes = t, 1
		case t == best:
			votes++
		default:
			votes--
		}
	}
	if math.Abs(best) > r.Size/2 {
		return 0
	}
	return best
}
