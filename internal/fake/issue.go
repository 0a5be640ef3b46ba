package fake

import "cn.halfsky/internal/centre"

// Issue makes a number of the bulletin that is being put together.
func (m *Maker) Issue(with ...func(*centre.Issue)) *centre.Issue {
	return made(m, &centre.Issue{Masthead: "女职工工作简报", Number: int64(m.today.Month), Date: m.today, Editor: "示例市总工会女工部", Copies: 60, State: "draft"}, with)
}
