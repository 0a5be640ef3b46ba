package summary

import "slices"

// Role codes say what the counted are. One count field of an event means different people or bodies at different kinds of
// event: the 单位 of a job fair are employers, those of a show are exhibitors. Codes are permanent; their words stand in say
// under "summary.role.<code>".
//
// roleOf maps count field and kind of event to a role; a pair that is not listed has the count field's own key as its role.
var roleOf = map[string]map[string]string{
	"units": {
		"jobfair": "employers", "exhibition": "exhibitors", "inspection": "inspected",
	},
	"people": {
		"screening": "screened", "aid": "helped", "visit": "helped",
	},
	"experts": {
		"clinic": "doctors", "screening": "doctors", "advice": "counsellors", "opening": "appointed",
		"lecture": "teachers", "training": "teachers",
	},
	"awarded": {
		"commendation": "commended", "publicity": "commended",
	},
}

// Role returns what the counted of a count field are at an event of that kind.
func Role(key, kind string) string {
	if r := roleOf[key][kind]; r != "" {
		return r
	}
	return key
}

// RoleKeys returns the say keys of all roles: those of the given count fields and the ones special to a kind of event.
func RoleKeys(countFields []string) []string {
	var out []string
	for _, key := range countFields {
		out = append(out, roleLabel(key))
		for _, r := range roleOf[key] {
			if l := roleLabel(r); !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	slices.Sort(out)
	return out
}

func roleLabel(role string) string { return "summary.role." + role }

// onceOnly are the measure words that count each person or body once; added over several events they count attendances,
// since who came twice is not known.
var onceOnly = map[string]string{"人": "人次", "名": "人次", "位": "人次", "家": "家次", "户": "户次"}

// summedUnit is the measure word of a total of parts counts of a role. Posts and problems are things that exist once each.
func summedUnit(role, unit string, parts int) string {
	if parts < 2 || slices.Contains([]string{"posts", "problems", "settled", "sessions", "leaflets"}, role) {
		return unit
	}
	if u := onceOnly[unit]; u != "" {
		return u
	}
	return unit
}
