package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

var posts = []string{"缝纫工", "质检员", "仓库管理员", "收银员", "客服专员", "幼教助理", "护理员", "包装工", "会计", "前台接待", "插件工", "保洁员"}

// JobLine makes one employer's line of a job fair.
func (m *Maker) JobLine(with ...func(*centre.JobLine)) *centre.JobLine {
	wanted := int64(m.between(3, 40))
	wage := 100 * m.between(32, 60)
	return made(m, &centre.JobLine{
		Event: m.ID(), Employer: m.ID(), Post: pick(m, posts), Wanted: exactly(wanted, "个", field.ByDeclare), Women: exactly((wanted+1)/2, "个", field.ByDeclare),
		Wage: fmt.Sprintf("%d—%d元/月", wage, wage+1200), Intents: exactly(wanted*int64(m.between(2, 7))/10, "人", field.ByDeclare),
	}, with)
}
