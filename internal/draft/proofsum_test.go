package draft

import (
	"strings"
	"testing"
)

func TestSumsThatDoNotAddUp(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"举办义诊3场、讲座2场，共6场。", "sum:6场>5场"},
		{"举办义诊3场、讲座2场，共5场。", ""},
		{"男职工12人、女职工30人，合计45人参加。", "sum:45人>42人"},
		{"一等奖2个、二等奖3个和三等奖4个，共计9个", ""},
		{"共检查单位12家：东区5家、西区6家。", "sum:12家>11家"},
		{"共有活动3项，其中义诊2项、讲座2项。", "sum:3项>"},
		{"共有活动14项，其中1项由多家单位联合主办。", ""},
		{"共有活动14项，其中义诊3项、讲座2项。", ""}, // not all of them are told
		{"32家单位、200多人参加，18家单位获奖，共有5家代表发言。", ""},
		{"推出796个岗位，347人达成意向。", ""},
		{"近30人、20人，共60人", ""},
		{"第3期、第4期，共2期", ""},
		{"8579家，占全部15319家的65%。", "share:65%>56%"},
		{"8579家企业，占要约企业15319家的56%。", ""},
		{"347人，占岗位796个的43.6%。", ""},
		{"347人，占岗位796个的43.5%。", "share:43.5%>43.6%"},
	} {
		var got []string
		for _, m := range Proof(c.text, nil) {
			got = append(got, m.Kind+":"+c.text[m.From:m.To]+">"+m.Fix)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n\tgot  %v\n\twant %s", c.text, got, c.want)
		}
	}
}
