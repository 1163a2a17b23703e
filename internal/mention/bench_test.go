package mention

import (
	"strings"
	"testing"
)

// report is a page of invented prose with as many names as reports have.
const report = `云岭县青石镇中心小学2023年工会工作总结
2023年，我校工会在县教育工会和学校党支部的领导下，围绕学校中心工作，团结带领全体教职工，认真履行职责，各项工作取得了新的成绩。
一、加强学习，提高认识。全年组织教职工集中学习十二次，撰写心得体会六十余篇，举办读书分享会三场，教职工的思想素质和业务水平有了明显提高。
二、民主管理，校务公开。坚持教职工代表大会制度，凡涉及教职工切身利益的重大事项，都经教代会讨论通过；设立公开栏和意见箱，及时答复教职工的意见和建议。
三、关心生活，办好实事。走访慰问困难教职工十五人次，送去慰问金八千元；组织教职工体检，开展趣味运动会，丰富了教职工的业余文化生活。
四、存在的问题和今后的打算。工会活动形式还不够丰富，部分教职工参与的积极性不高。明年将继续完善制度，创新活动载体，把工会建成教职工信赖的家。
`

func BenchmarkAppend(b *testing.B) {
	text := strings.Repeat(report, 100)
	dst := Find(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = Append(dst[:0], text)
	}
}
