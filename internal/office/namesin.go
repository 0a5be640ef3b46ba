package office

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/store"
)

// NameSeen is a place of a document where somebody's full name stands who is on record here: perhaps she, perhaps a namesake.
type NameSeen struct {
	Type   *field.Type // centre.PersonType or centre.MemberType
	ID     field.ID    // of one record of that name
	Page   int         // from 1
	Around string      // the name with a few characters before and after it; for the screen, never for a log
}

// NamesIn looks through the pages of a document for the full names of people who asked for help or live with one who did, so that
// whoever publishes it can look again: a name in a bulletin hurts someone. It knows only records this account can open, and it
// writes nothing anywhere. Counsellors are public and not looked for; a name of one character is too common. Codes: field.Cancelled.
func (o *Office) NamesIn(ctx context.Context, p *paper.Pages) ([]NameSeen, error) {
	known, longest, err := o.knownNames(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for names: %w", err)
	}
	var out []NameSeen
	for i, sheet := range p.Sheets {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("look for names: %w", field.Cancelled)
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(sheet.Reading(), "\n", " "), "\t") {
			out = append(out, known.in([]rune(joined(line)), longest, i+1)...)
		}
	}
	return out, nil
}

// nameBook holds full names and one record of each.
type nameBook map[string]NameSeen

// knownNames collects the names of people whose records this account can open, and the length of the longest in characters.
func (o *Office) knownNames(ctx context.Context) (nameBook, int, error) {
	known, longest := nameBook{}, 0
	for _, t := range []*field.Type{centre.PersonType, centre.MemberType} {
		rows, err := o.store.List(t, store.Query{Sort: store.ByMade})
		if err != nil {
			return nil, 0, err
		}
		for i := range rows.Len() {
			if i%1024 == 0 && ctx.Err() != nil {
				return nil, 0, field.Cancelled
			}
			name := joined(rows.Text(i, "name"))
			if n := len([]rune(name)); n > 1 && !rows.Faced(i) {
				longest = max(longest, n)
				if _, twice := known[name]; !twice {
					known[name] = NameSeen{Type: t, ID: rows.ID(i)}
				}
			}
		}
	}
	return known, longest, nil
}

// in finds the names in a line, at each place the longest. A name in Latin letters is none inside a word.
func (k nameBook) in(line []rune, longest, page int) (out []NameSeen) {
	for i := 0; i < len(line); i++ {
		for n := min(longest, len(line)-i); n > 1; n-- {
			seen, ok := k[string(line[i:i+n])]
			if !ok || i > 0 && oneWord(line[i-1], line[i]) || i+n < len(line) && oneWord(line[i+n-1], line[i+n]) {
				continue
			}
			seen.Page, seen.Around = page, paper.Around(string(line), i, n)
			out = append(out, seen)
			i += n - 1
			break
		}
	}
	return out
}

// oneWord reports that two characters beside each other belong to one word of an alphabet.
func oneWord(a, b rune) bool {
	latin := func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) }
	return latin(a) && latin(b)
}

// joined takes out the spaces people put between the characters of a short name to align it with longer ones.
func joined(s string) string {
	all := []rune(s)
	out := all[:0]
	for i, r := range all {
		if unicode.IsSpace(r) && (i == 0 || i+1 == len(all) || !latinRune(all[i-1]) || !latinRune(all[i+1])) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

func latinRune(r rune) bool { return r < 0x2E80 && !unicode.IsSpace(r) }
