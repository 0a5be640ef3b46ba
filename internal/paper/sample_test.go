package paper

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var sampleDate = time.Date(2008, 3, 10, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))

// sample is a document with one of every block; all people and hosts are invented.
func sample() *Doc {
	d := New(Options{Title: "样例：全部版式", Author: "样例维权中心", Date: sampleDate, Footer: "样例文件，人物与单位均为虚构"})
	d.Title("样例区总工会女职工维权中心“三八”妇女节系列活动情况汇总与统计分析报告")
	d.Subtitle("（2008年3月1日至3月10日）")
	d.Heading(1, "一、总体情况")
	d.Para("活动期间，样例中心联合各站点开展法律咨询、招聘会、健康讲座等活动6场，参加人数200多人次，其中女职工占96 %；" +
		"发放资料1200份——包括《女职工劳动保护特别规定》《妇女权益保障法》等……现场解答问题38个，登记求助12件。" +
		"负责人𠮷云、𬭸川、𫖯青和𱍐宁到场，统计口径见附注。The centre's “open day” was on 2008-03-08, 9:30–16:00, see example.org/a/b for 3.5% of it.")
	d.Heading(2, "（一）招聘会")
	d.Para("3月6日上午，样例广场举办专场招聘会，49家单位提供796个岗位，347人达成意向。" + strings.Repeat("现场秩序良好，求职者与单位面对面交流，", 6) + "取得预期效果。")
	d.Attribution("（样例街道站）")
	d.Heading(3, "1. 主办单位一览")
	d.Table(Table{
		Caption: "表1　各单位活动统计",
		Columns: []Column{{Title: "单位"}, {Title: "活动"}, {Title: "人数", Align: Right}, {Title: "日期", Align: Centre}},
		Rows: [][]string{
			{"样例市第一制衣厂工会委员会", "女职工权益知识竞赛、健康讲座、座谈会", "200多人", "3月5日"},
			{"样例县城关镇𬭸家村", "结对帮扶", "18", "3月6日"},
			{"样例区", "", "近百人", ""},
		},
		Sum: []string{"合计", "3项", "约320人", ""},
	})
	d.Note("注：“200多人”“近百人”为主办单位填报的估计数，合计按下限相加。")
	d.Bars(Chart{Caption: "图1　各站点咨询人数", Bars: []Bar{{"城东站", 38, "38人"}, {"城西站名称特别长的一个站点", 22, ""}, {"城南站", 0, ""}, {"城北站", 200, "200多人"}}})
	d.Heading(1, "二、个案登记")
	d.Facts([]Fact{{"编号", "YL-2008-0003"}, {"姓名", "𠮷某"}, {"事由", "孕期被调岗降薪，要求恢复原岗位并补发工资差额。\n已约单位人事负责人于3月12日上午面谈。"}, {"联系电话", "138****0000"}})
	d.Item("●", "样例站本周起每周三下午值班，欢迎来访、来电咨询；节假日顺延，另行通知。")
	d.Item("●", "志愿律师名单已更新。")
	d.Gap(1)
	d.Attribution("样例维权中心")
	d.Attribution("2008年3月10日")
	return d
}

func mustLayout(t testing.TB, d *Doc) *Pages {
	t.Helper()
	p, err := d.Layout()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func weekGrid() *Doc {
	d := New(Options{Title: "样例值班表", Date: sampleDate, Landscape: true})
	d.Title("样例维权中心值班表（2008年3月第2周）")
	g := Grid{Corner: "时段"}
	for i, day := range []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"} {
		g.Days = append(g.Days, fmt.Sprintf("%s\n3月%d日", day, 10+i))
	}
	for _, h := range []string{"上午\n9:00–12:00", "下午\n14:00–17:30", "晚间\n热线"} {
		g.Rows = append(g.Rows, GridRow{h, []string{"甲𠮷（律师）\n乙某", "丙某", "", "丁某（心理）\n戊某\n己某", "甲某", "休", "休"}})
	}
	d.Grid(g)
	d.Note("空白处无人值班。")
	return d
}
