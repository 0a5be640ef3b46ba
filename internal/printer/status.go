package printer

import (
	"slices"
	"strings"
)

// parseStatus reads what lpstat -p -d says in the C locale:
//
//	printer Office is idle.  enabled since Mon 23 Nov 2026 09:00:00
//	printer Old disabled since Mon 23 Nov 2026 09:00:00 -
//		Paused
//	system default destination: Office
//
// Lines of any other form tell nothing and are passed over.
func parseStatus(out string) []Printer {
	var all []Printer
	chosen := ""
	for line := range strings.Lines(out) {
		line = strings.TrimRight(line, "\r\n")
		if rest, ok := strings.CutPrefix(line, "printer "); ok {
			name, state, _ := strings.Cut(rest, " ")
			if !usable(name) || slices.ContainsFunc(all, func(p Printer) bool { return p.Name == name }) {
				continue
			}
			all = append(all, Printer{Name: name, Stopped: strings.HasPrefix(state, "disabled")})
		}
		if rest, ok := strings.CutPrefix(line, "system default destination: "); ok {
			chosen, _, _ = strings.Cut(rest, "/") // an instance of a printer stands behind a slash
		}
	}
	for i := range all {
		all[i].Default = all[i].Name == chosen
	}
	return all
}

// usable says whether a name can be given to lp: CUPS allows none with a space, a slash or a hash, and none may look like an option.
func usable(name string) bool {
	return name != "" && name[0] != '-' && !strings.ContainsAny(name, " /#\t\"")
}
