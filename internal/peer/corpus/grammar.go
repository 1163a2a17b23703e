package corpus

import "strings"

// list splits words at white space.
func list(words string) []string { return strings.Fields(words) }

// Frames of clauses. A slot in braces is filled anew each time: t time, n thing, N matter,
// v deed, a manner, s state, i virtue, j joint, p folk, m modifier, e event, o office,
// l place, h person, q number of units, c percentage, y money, d paper in title marks.
// Nearly all letters of a clause come from slots of hundreds of words, so that two reports
// share single words and set phrases but no long run of letters by accident.
var clauses = frames(`
{a}{v}{m}{n}{q}
{a}{v}{n}{q}，{n}{s}
{v}{m}{n}，{v}{n}和{m}{n}
{o}{a}{v}了{m}{n}
{o}与{o}{a}{v}{n}
{h}{a}{v}{n}、{n}和{m}{n}
{p}{a}{v}{m}{n}，{i}
{m}{n}{s}，{p}的{n}{s}
{t}{a}{v}{n}{q}
{t}，{l}的{m}{n}{s}
{t}在{l}{v}{m}{n}
{l}{v}{n}{q}，{v}{n}{q}
{v}{N}方面的{m}{n}
把{n}与{N}放在一起{v}
把{m}{n}{a}交给{p}{v}
为{p}{v}{m}{n}{q}
向{p}{v}{n}{q}，{s}
请{p}{v}{m}{n}，{a}{v}{n}
由{h}牵头{v}{n}
由{o}{a}{v}{m}{n}
对{m}{n}{a}{v}，{i}
对{l}{q}{n}{a}{v}
从{n}和{n}入手{v}{m}{n}
以{m}{n}带动{n}，以{n}{v}{n}
围绕{N}和{n}{a}{v}
按照{d}{v}{m}{n}
依据{d}{a}{v}{n}{q}
{v}了{d}和{m}{n}
{d}{s}，{n}由{p}{v}
投入{y}{v}{m}{n}
用于{m}{n}的开支为{y}
{v}{n}节约{y}，{s}
{n}收入{y}，{m}{n}支出{y}
{m}{n}占{c}，{n}占{c}
{m}{n}{v}率为{c}
{n}比上年多{q}，{p}少{q}
{c}的{p}{v}了{m}{n}
{p}当中有{q}人{v}了{n}
{v}{n}的{p}有{c}{s}
{e}由{o}承办，{p}{a}{v}{n}
在{l}举办{e}
{h}在{e}上{v}了{m}{n}
{t}的{e}{v}了{n}{q}
{e}{v}{n}，{p}{i}
{m}{n}与{m}{n}{a}衔接
{N}{s}，{n}{a}{v}
{N}同{m}{n}{a}{v}
{v}{N}的{p}{i}
{p}和{p}{a}{v}{m}{n}
{n}、{n}、{n}{s}
{v}{n}、{v}{n}、{v}{n}
既{v}{m}{n}，又{v}{n}
不仅{a}{v}{n}，还{v}了{m}{n}
原来的{n}{s}，{m}{n}{a}{v}
缺少{m}{n}的{l}{a}{v}{n}
{n}不足的{o}{a}{v}{m}{n}
凡是{m}{n}都{a}{v}
{h}和{h}{a}{v}{l}的{n}
{q}{m}{n}{s}，{q}{n}{a}{v}
{p}说{n}{s}，{m}{n}也{s}
`)

// openings begin a sentence before its first clause; the empty one is the usual case.
var openings = frames(`
{j}，
{j}，
{t}，
{t}，
{o}
{h}
在{N}上，
在{m}{n}上，
针对{m}{n}，
经过{p}的努力，
受{l}启发，
结合{N}，
`)

// headings stand on a line of their own after a number.
var headings = frames(`
{v}{m}{n}，{v}{n}
{a}{v}{n}，{N}{s}
{N}{s}
围绕{m}{n}{v}{n}
{i}，{v}{m}{n}
{v}{N}，{v}{m}{n}
以{n}{v}{m}{n}
{m}{n}与{N}
`)

// titles head a report; the office stands before them.
var titles = list(`工作总结 年度工作总结 工作报告 年终总结 工作情况汇报 工作小结 年度小结 总结材料`)

// papers are what a paper in title marks is called at its end.
var papers = list(`办法 规定 方案 细则 意见 计划 章程 手册 目录 制度 通知 条例 守则 指南 规划`)

// piece is a part of a frame: a literal text, or a slot where slot is not 0.
type piece struct {
	text string
	slot byte
}

// frames compiles one frame a line.
func frames(lines string) [][]piece {
	var all [][]piece
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		var f []piece
		for line != "" {
			before, after, found := strings.Cut(line, "{")
			if before != "" {
				f = append(f, piece{text: before})
			}
			if !found {
				break
			}
			f = append(f, piece{slot: after[0]})
			line = after[2:]
		}
		if f != nil {
			all = append(all, f)
		}
	}
	return all
}
