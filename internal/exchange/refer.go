package exchange

import (
	"regexp"
	"strings"

	"cn.halfsky/internal/field"
)

// shortID is the beginning of an id, enough to tell two records of one name apart.
func shortID(id field.ID) string { return id.String()[:8] }

// refer returns the words by which a table names a record: its title, with the beginning of its id when the title does not name
// it alone. A record that is not there, or that may not be named, is only its id. It is "" for no record.
func (d *directory) refer(tables []string, id field.ID, private bool) (string, error) {
	if id == (field.ID{}) {
		return "", nil
	}
	same, coded := 0, false
	var title, mark string
	for _, table := range tables {
		x, err := d.index(table)
		if err != nil {
			return "", err
		}
		t, here := x.titles[id]
		if !here {
			continue
		}
		if mark = "#" + shortID(id); x.short[shortID(id)] > 1 {
			mark = "#" + id.String()
		}
		if x.private && !private {
			return mark, nil
		}
		title, coded = oneLine(t), x.coded
	}
	if mark == "" {
		return "#" + id.String(), nil
	}
	for _, table := range tables {
		same += len(d.tables[table].names[field.Fold(title)])
	}
	if names, rest := splitNames(title); same == 1 && !coded && len(names) == 1 && names[0] == title && rest == "" && !marked.MatchString(title) {
		return title, nil
	}
	names, _ := splitNames(title)
	return strings.TrimSpace(strings.Join(names, " ") + " " + mark), nil
}

// marked is a name with an id behind it, or an id alone.
var marked = regexp.MustCompile(`^(.*?)\s*#([0-9a-fA-F]{8}(?:-[0-9a-fA-F-]{27})?)$`)
