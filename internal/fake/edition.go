package fake

import "cn.halfsky/internal/centre"

// Edition makes the first published version of an issue. What it froze is put in by whoever saves it.
func (m *Maker) Edition(with ...func(*centre.Edition)) *centre.Edition {
	return made(m, &centre.Edition{Issue: m.ID(), Version: 1, Published: at(m.ago(1), 16, 0), By: staff[0], Content: "{}"}, with)
}
