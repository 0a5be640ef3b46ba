package law

import "cn.halfsky/internal/field"

// Birth is what the length of maternity leave depends on.
type Birth struct {
	First     field.Day // first day of leave
	Children  int       // born together; 0 or 1 is one
	Difficult bool      // 难产
	Region    string    // CN, CN-JS …
}

// MaternityLeave counts the parts of a maternity leave one after the other: the national leave, more for a difficult birth, more
// for each further child, the extension of the region. Each part begins on the day after the part before it; the last one ends
// the leave. total is the number of days of leave.
func MaternityLeave(b Birth, cal Calendar) (parts []Due, total int, ps field.Problems) {
	topics := []string{"ml_base"}
	if b.Difficult {
		topics = append(topics, "ml_difficult")
	}
	if b.Children > 1 {
		topics = append(topics, "ml_multi")
	}
	in := Inputs{Children: b.Children}
	for _, topic := range append(topics, "ml_ext") {
		trigger := b.First
		if n := len(parts); n > 0 {
			trigger = parts[n-1].Day
		}
		rules := Choose(topic, b.Region, trigger, in)
		if len(rules) == 0 && topic == "ml_ext" {
			break // no extension is law there and then
		}
		if len(rules) == 0 {
			return nil, 0, problem("trigger", "norule")
		}
		d, ps := Compute(rules[0], trigger, in, cal)
		if ps != nil {
			return nil, 0, ps
		}
		parts = append(parts, d)
		total += d.Length
	}
	return parts, total, nil
}
