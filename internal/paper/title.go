package paper

import (
	"slices"
	"strings"
	"sync"
)

// words are never cut in a title: those of the trade, and those titles of reports are made of.
const words = "工会 总工会 工会信息 女工 女职工 职工 代表大会 委员会 权益 合法权益 特殊利益 维护 维权 妇女 妇女节 三八 招聘会 招聘 就业 创业 中心 站点 指导站 服务站 " +
	"法律 援助 咨询 心理 健康 讲座 培训 竞赛 劳动 劳动保护 保护 保障 互助 医疗 帮扶 救助 助学 慰问 结对 单位 企业 集体 合同 集体合同 专项 岗位 统计 活动 情况 汇总 分析 " +
	"值班 值班表 困难 档案 登记 登记表 台账 报告 报表 通知 意见 若干 规定 办法 方案 计划 总结 工作 服务 管理 制度 组织 领导 加强 全面 切实 进一步 做好 开展 关于 推进 建设 " +
	"实施 落实 学习 贯彻 精神 会议 讲话 表彰 先进 标兵 巾帼 示范 调查 处理 调解 仲裁 诉讼 转介 回执 签到 签到表 知情 同意书 告知书 数据 安全 恢复 系列 季度 年度 上半年 下半年 " +
	"第一 第二 第三 第四 信息 动态 简讯 专刊 特刊 主席 干部 会员 家庭 单亲 女性 孕期 产期 哺乳期 四期 平等 歧视 骚扰"

// longName is the most characters of a name that a title is not cut in.
const longName = 14

// wordsBy are the words of the trade by their first character.
var wordsBy = sync.OnceValue(func() map[rune][][]rune {
	by := map[rune][][]rune{}
	for _, w := range strings.Fields(words) {
		word := []rune(w)
		by[word[0]] = append(by[word[0]], word)
	}
	return by
})

// keepWords says for each place of a title whether it lies inside a word.
func keepWords(text []rune, names []string) []bool {
	keep := make([]bool, len(text))
	by := wordsBy()
	for i, r := range text {
		for _, word := range by[r] {
			keepWord(text[i:], word, keep[i:])
		}
	}
	keepUnits(text, keep)
	for _, name := range names {
		word := []rune(name)
		for i := range text {
			if len(word) > 0 && len(word) <= longName && text[i] == word[0] {
				keepWord(text[i:], word, keep[i:])
			}
		}
	}
	return keep
}

// unitMost is the most characters in brackets that are taken for a unit, as in （人次）.
const unitMost = 5

// keepUnits keeps short brackets whole.
func keepUnits(text []rune, keep []bool) {
	for i, r := range text {
		if r != '（' && r != '(' {
			continue
		}
		for k := i + 1; k < len(text) && k <= i+1+unitMost; k++ {
			if text[k] == '）' || text[k] == ')' {
				for j := i + 1; j < k; j++ {
					keep[j] = true
				}
			}
		}
	}
}

// keepWord forbids the places inside a word that a text begins with.
func keepWord(text, word []rune, keep []bool) {
	if len(text) < len(word) || !slices.Equal(text[:len(word)], word) {
		return
	}
	for k := 1; k < len(word); k++ {
		keep[k] = true
	}
}

// Costs of a place a title is broken at, in squares of an em.
const (
	costPlain = 4.0  // between two words, as far as anybody knows
	costClose = 30.0 // before a word that belongs to what is before it
	costSoft  = 60.0 // inside a date or an address
	titleMost = 300  // a text of more characters is no title
)

// balance sets a centred text across the type area in as few lines as it needs, all
// about as long, and broken where the sense allows it.
func (l *layout) balance(text string, st style) []textLine {
	return l.balanced(text, st, l.width())
}

// balanced does so in a room in pt.
func (l *layout) balanced(text string, st style, room float64) []textLine {
	text = strings.TrimSpace(text)
	cells := l.shape(text, st, true)
	if len(cells) == 0 {
		return nil
	}
	parts := l.cut(cells, room, st)
	if torn(parts) { // a word longer than a line
		cells = l.shape(text, st, false)
		parts = l.cut(cells, room, st)
	}
	if len(parts) > 1 && len(cells) <= titleMost && !torn(parts) {
		parts = fairest(cells, len(parts), room, st)
	}
	var lines []textLine
	for _, part := range parts {
		lines = append(lines, finish(part, st, column{width: room, align: alignCentre}, 0, true, false))
	}
	return lines
}

// torn reports a line that begins where none should.
func torn(parts [][]cell) bool {
	for _, part := range parts[1:] {
		if part[0].brk == never {
			return true
		}
	}
	return false
}

// cut breaks cells into lines no wider than room, without squeezing.
func (l *layout) cut(cells []cell, room float64, st style) [][]cell {
	var parts [][]cell
	for len(cells) > 0 {
		n, _ := fill(cells, room, st.size, false)
		parts = append(parts, cells[:n])
		cells = cells[n:]
	}
	return parts
}

// fairest breaks cells into a number of lines that is known to be enough, at the places
// that cost least together.
func fairest(cells []cell, count int, room float64, st style) [][]cell {
	n := len(cells)
	target := width(cells) / float64(count)
	const none = 1e18
	cost := make([][]float64, count+1) // of setting the cells from i on in k lines
	next := make([][]int, count+1)
	for k := range cost {
		cost[k], next[k] = make([]float64, n+1), make([]int, n+1)
		for i := range cost[k] {
			cost[k][i] = none
		}
	}
	cost[0][n] = 0
	for k := 1; k <= count; k++ {
		for i := n - 1; i >= 0; i-- {
			w := 0.0
			for j := i + 1; j <= n; j++ {
				w += cells[j-1].glyph.Advance
				if width(trim(cells[i:j])) > room+0.01 {
					break
				}
				if cost[k-1][j] >= none {
					continue
				}
				off := (w - target) / st.size
				if c := off*off + placeCost(cells, j) + cost[k-1][j]; c < cost[k][i] {
					cost[k][i], next[k][i] = c, j
				}
			}
		}
	}
	var parts [][]cell
	for i, k := 0, count; k > 0; k-- {
		j := next[k][i]
		parts = append(parts, cells[i:j])
		i = j
	}
	return parts
}

// placeCost is what it costs to begin a line with cell j.
func placeCost(cells []cell, j int) float64 {
	if j == len(cells) {
		return 0
	}
	switch c := cells[j]; {
	case c.brk == never:
		return 1e18
	case c.brk == soft:
		return costSoft
	case strings.Contains("的了等之们者性化", c.glyph.Text):
		return costClose
	case c.kind == opener, strings.Contains("和与及暨", c.glyph.Text):
		return 0
	}
	switch before := cells[j-1]; {
	case before.kind == space, before.kind == closer, strings.Contains("的", before.glyph.Text):
		return 0
	}
	return costPlain
}
