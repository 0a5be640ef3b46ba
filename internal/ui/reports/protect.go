package reports

import (
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/kit"
)

// askProtect asks for a password and saves a copy that opens with it only.
func (s *report) askProtect() {
	if s.pages == nil {
		return
	}
	h, rep, pages, g := s.host, s.ready, s.pages, s.gate()
	pass := h.AskPass()
	line := s.pathLine(h.T("print.protect.name"))
	may := kit.NewChips(h, false, []kit.Option{{Value: "print", Text: h.T("print.protect.print")}, {Value: "copy", Text: h.T("print.protect.copy")}})
	may.Set("print")
	save := func(close func()) {
		path := pdfPath(line)
		word, ok := pass.Typed(checkPassword)
		if path == "" || !ok || !s.open(g, &rep) {
			return
		}
		how := paper.Protection{Password: word}
		for _, v := range may.Values() {
			how.Print, how.Copy = how.Print || v == "print", how.Copy || v == "copy"
		}
		h.MayReplace(path, func() {
			close()
			s.write(rep, path, office.ToProtected, func() ([]byte, error) {
				file, err := pages.PDF()
				if err != nil {
					return nil, err
				}
				return paper.Protect(file, how)
			})
		})
	}
	s.panel(kit.PanelSpec{
		Title: h.T("print.protect.act"), Width: 720, Focus: pass.Fresh,
		Body: container.NewVBox(g.box, pass.Box, pass.Alarm, kit.Labelled(h.T("print.protect.may"), may), kit.Labelled(h.T("reports.path"), line.Container), kit.Hint(h.T("print.protect.hint"))),
	}, h.T("print.protect.act"), save, pass.Again, line.Line, g.reason)
}

// checkPassword refuses what protects nothing, and what readers could not be given.
func checkPassword(word string) error {
	if field.Tidy(word) == "" {
		return field.Problems{{Field: "password", Say: "print.protect.empty"}}
	}
	if paper.CheckPassword(word) != nil {
		return field.Problems{{Field: "password", Say: "code.unfitpassword.hint"}}
	}
	return nil
}
