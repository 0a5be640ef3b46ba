package fake

import (
	"fmt"
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Names are put together from a surname and two characters of which the first tells that nobody bears the name.
var (
	surnames = strings.Fields("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 萧 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 莫 孔 向 汤 欧阳 上官 诸葛")
	middles  = strings.Fields("例 样 试 拟 假 虚 模 设")
	womens   = strings.Fields("芳 兰 梅 华 英 玲 燕 娟 萍 红 丽 霞 敏 静 洁 琴 云 珍 芬 慧 莉 瑛 妍 婷 月 秀 凤 菊 莲 珠")
	mens     = strings.Fields("强 军 伟 平 明 勇 刚 建 峰 涛 波 斌 民 林 生")
	titles   = strings.Fields("女士 大姐 阿姨 师傅")
)

// womansName returns a name that nobody bears. Of each forty names one has a rare character.
func (m *Maker) womansName() string {
	if m.people++; m.people%40 == 7 {
		return pick(m, surnames) + pick(m, middles) + pick(m, []string{"𠮷", "𬭎", "喆", "堃", "㛃"})
	}
	return pick(m, surnames) + pick(m, middles) + pick(m, womens)
}

func (m *Maker) mansName() string { return pick(m, surnames) + pick(m, middles) + pick(m, mens) }

// pseudonym returns how somebody calls herself who keeps her name: 王女士.
func (m *Maker) pseudonym() string { return pick(m, surnames[:60]) + pick(m, titles) }

// phone returns a number of a block that test numbers use.
func (m *Maker) phone() string { return fmt.Sprintf("1380000%04d", m.between(0, 9999)) }

// residentID returns an ID whose check character fits and whose county, 329999, does not exist.
func residentID(born field.Day, sequence int) string {
	body := fmt.Sprintf("329999%04d%02d%02d%03d", born.Year, born.Month, born.Date, sequence%1000)
	for _, last := range "0123456789X" {
		if id, bad := centre.ResidentID(body + string(last)); bad == "" {
			return id
		}
	}
	panic("fake: no check character fits")
}

// Employers are put together from a word that tells, a trade and a form.
var (
	tells  = strings.Fields("示例 样板 试行 范例 假设 虚拟 模拟 例行")
	trades = []struct{ word, industry, form string }{
		{"电子", "制造业", "有限公司"}, {"服饰", "制造业", "有限公司"}, {"精密机械", "制造业", "有限公司"}, {"纺织", "制造业", "厂"}, {"食品", "制造业", "有限公司"},
		{"物流", "交通运输、仓储和邮政业", "有限公司"}, {"商贸", "批发和零售业", "有限公司"}, {"物业", "房地产业", "服务有限公司"}, {"酒店", "住宿和餐饮业", "管理有限公司"},
		{"家政", "居民服务业", "服务有限公司"}, {"软件", "信息技术服务业", "有限公司"}, {"幼教", "教育", "中心"}, {"护理", "卫生和社会工作", "院"}, {"玩具", "制造业", "厂"},
	}
)

func (m *Maker) employerName() (name, industry string) {
	for name == "" || m.units[name] {
		t := pick(m, trades)
		name, industry = pick(m, tells)+t.word, t.industry
		if n := len(m.units); n >= len(tells)*len(trades)/2 {
			name += "第" + strconv.Itoa(n+1)
		}
		name += t.form
	}
	m.units[name] = true
	return name, industry
}

var towns = strings.Fields("示例镇 样板镇 试行街道 范例街道 模拟乡")

func (m *Maker) address() string {
	return fmt.Sprintf("示例市%s例路%d号%d幢%d室", pick(m, towns), m.between(1, 300), m.between(1, 40), 100*m.between(1, 12)+m.between(1, 4))
}
