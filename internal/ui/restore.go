package ui

import "cn.halfsky/internal/ui/kit"

// restore closes the folder and leads to where one of its backups is chosen.
func (p *Program) restore() {
	d := p.desk
	if d == nil || p.shell == nil {
		return
	}
	p.shell.screen().Leave(func() {
		x := p.session()
		var text []byte
		if x.Holds {
			text = x.encode()
		}
		p.letGo()
		kit.Go(p.host, func() ([]string, error) {
			places := []string{}
			for _, b := range d.office.BackupState().Places {
				if !b.Missing {
					places = append(places, b.Dir)
				}
			}
			return places, nil
		}, func(places []string, _ error) {
			p.closeWhole(d, text, func(err error) {
				p.places = places
				p.begin(false)
				p.host.Trouble(p.host.T("start.closing"), err, "")
			})
		})
	})
}
