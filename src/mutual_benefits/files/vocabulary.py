"""What is wrong with a cell, a row or a file of claims, and what would be right, in both languages."""

from .._texts import both

RIGHT = {
    "day": both("give a day as YYYY-MM-DD, e.g. 2016-05-04", "请填写日期，如 2016-05-04"),
    "day_order": both(
        "which number is the month? Give the year first, e.g. 2016-05-04",
        "无法分清月和日，请先写年份，如 2016-05-04",
    ),
    "day_year": both(
        "give the year in four digits and first, e.g. 2016-05-04", "请先写四位年份，如 2016-05-04"
    ),
    "day_number": both(
        "a bare number may be a day of either of Excel's calendars; format the cell as a date, or give"
        " YYYY-MM-DD",
        "仅有数字，可能是 Excel 两种日期系统之一；请将单元格设为日期格式，或填写如 2016-05-04 的日期",
    ),
    "day_time": both(
        "it has a time of day; give the day alone, e.g. 2016-05-04", "请去掉时刻，只填日期，如 2016-05-04"
    ),
    "day_unreal": both("no calendar has this day; give one as YYYY-MM-DD", "没有这一天，请核对日期"),
    "whole": both("give a whole number, e.g. 7", "请填写整数，如 7"),
    "decimal": both("give a number, e.g. 1234.50", "请填写数字，如 1234.50"),
    "places": both("give at most two decimal places, e.g. 1234.50", "最多保留两位小数，如 1234.50"),
    "point": both(
        "a point before three digits may mark thousands or decimals; give e.g. 1234 or 1.23",
        "小数点后恰为三位，可能是千位分隔，也可能是小数；请写成如 1234 或 1.23",
    ),
    "comma": both(
        "a comma that does not part groups of three digits may mark decimals; give e.g. 1234.50",
        "逗号不是千位分隔，可能是小数；请写成如 1234.50",
    ),
    "cut": both(
        "three digits that begin with 0 may be what a comma has cut off, as in 1,050; give e.g. 1050 or 50",
        "以 0 开头的三位数，可能是被逗号截断的后半部分，如 1,050；请写成如 1050 或 50",
    ),
    "large": both("the number is too large; check it", "数字过大，请核对"),
    "flag": both("give yes or no (是 or 否, true or false, 1 or 0)", "请填写是或否"),
    "word": both("give one of {words}", "请填写以下之一：{words}"),
    "excel_error": both(
        "the workbook shows an error here; mend the formula, or give the value",
        "此处是公式错误值，请改正公式或直接填写",
    ),
    "formula": both(
        "a formula without its result; open the file in a spreadsheet and save it, or give the value",
        "此处只有公式、没有结果；请用表格软件打开并保存，或直接填写数值",
    ),
    "scientific": both(
        "the spreadsheet has cut this number to 15 digits; format the column as text and give all digits",
        "表格软件只保留了 15 位数字；请将该列设为文本格式，重新填写全部数字",
    ),
    "no_number": both(
        "it stands for no value; leave the cell empty, or give the value",
        "这一写法表示没有数值；请留空或填写内容",
    ),
    "unreadable": both(
        "give text that is not blank, has at most 200 characters and no control characters",
        "请填写文字，不超过 200 字，不含控制字符",
    ),
    "needed": both("give it; every claim needs it", "必须填写"),
    "needed_by_kind": both("give this fact; this kind of event needs it", "该类事件必须填写此项"),
    "not_of_kind": both("leave it empty; this kind of event has no such fact", "该类事件没有此项，请留空"),
    "unknown_event": both("give the kind of event: {words}", "请填写事件种类：{words}"),
    "least": both("give {least} or more", "不得小于 {least}"),
    "most": both("give {most} or less", "不得大于 {most}"),
    "other": both("give what this column means", "请核对此项"),
    "unknown_plan": both(
        "no plan has this name{near}; the plans are {words}", "没有这项活动{near}；现有活动：{words}"
    ),
    "other_plan": both(
        "this run is of plan {plan}; give its claims alone", "本次计算的活动为 {plan}，请只提交该活动的申请"
    ),
    "unknown_product": both(
        "the plan sells no such product; it sells {words}", "该活动没有此产品；现有产品：{words}"
    ),
    "no_products": both("the plan has no products; leave it empty", "该活动不分产品，请留空"),
    "product_needed": both(
        "sold side by side on that day: {words}, which do not come to the same; give the one that was bought",
        "当日并行办理的产品有{words}，结果不一致，请注明所参加的产品",
    ),
    "unknown_fee_tier": both("give one of {words}", "请填写以下之一：{words}"),
    "no_fee_tiers": both("this version has no fee tiers; leave it empty", "该版本不分会费档次，请留空"),
    "not_covered": both(
        "the plan does not cover this kind of event; it covers {words}",
        "活动不保障该类事件；所保障的事件为{words}",
    ),
    "no_version": both(
        "no version was in force on {day}; the first covers events from {first}",
        "{day} 尚无施行的版本；最早的版本自 {first} 起",
    ),
    "no_row": both(
        "the rule book has no row for it; give one of {words}", "条款未列此项；请填写所列之一：{words}"
    ),
    "duplicate_id": both(
        "another claim has this id; give each claim its own id, and each event once",
        "编号与另一申请重复；每件申请须有自己的编号，同一事件只申请一次",
    ),
    "cells": both(
        "the row has {given} cells where the header has {width}; quote a cell that has a {mark}",
        "该行有 {given} 格，表头有 {width} 格；含{mark}的内容请加引号",
    ),
    "few_cells": both(
        "the row has {given} cells where the header has {width}; give all of them, empty where nothing"
        " is known",
        "该行有 {given} 格，表头有 {width} 格；请补足各格，没有内容的留空",
    ),
    "sheet_cells": both(
        "the row has cells up to column {given} where the header has {width}; empty the further cells, or"
        " name their columns",
        "该行的内容到第{given}列，表头只有 {width} 列；请清空多出的格，或为这些列命名",
    ),
    "merged": both(
        "the cells {name} are merged, so only the first has content; unmerge them, and fill in each",
        "单元格 {name} 已合并，只有第一格有内容；请取消合并，逐格填写",
    ),
    "quotes": both(
        "the row cannot be read; close each quotation mark and double one that is meant",
        "该行无法读取；引号须成对，内容中的引号须重复书写",
    ),
    "encoding": both(
        "the row is not {name} text as the rest of the file is; save the file in one encoding",
        "该行的文字编码与文件其余部分（{name}）不同；请以同一编码保存文件",
    ),
    "json": both(
        'the line is no JSON object of names and values; give e.g. {"id": "C-1"}',
        '该行不是名称与值组成的 JSON 对象；请写成如 {"id": "C-1"}',
    ),
    "twice": both("{name!r} occurs twice; give it once", "“{name}”出现两次；请只写一次"),
    "no_part": both(
        '{name} is no JSON object of names and values; give e.g. {{"{name}": {{}}}}, or leave it out',
        '{name} 不是名称与值组成的 JSON 对象；请写成如 {{"{name}": {{}}}}，或删去',
    ),
    "no_field": both("a claim has no {name}; leave it out", "申请没有 {name} 这一项；请删去"),
    "no_fact": both(
        "the plan has no fact {name!r} of its own; leave it out, or give the plan that declares it",
        "该活动未设事项 {name!r}；请删去，或指定设有该事项的活动",
    ),
    "did_you_mean": both(" (did you mean {near!r}?)", "（是否指“{near}”？）"),
}
"""What would be right instead of a cell or a row that cannot be read."""

PLACE = {
    "row": both("row {row}", "第{row}行"),
    "column": both(", column {column}", "，“{column}”列"),
    "no_column": both(", {column} (no such column)", "，{column}（文件没有此列）"),
    "given": both(": {given}; {right}", "：{given}；{right}"),
    "empty": both("empty", "空"),
    "no_cell": both(": {right}", "：{right}"),
}
"""The parts of the line that tells what is wrong in a place of a file."""

MARKS = {"comma": both("comma", "逗号"), "tab": both("tab", "制表符"), "semicolon": both("semicolon", "分号")}
"""The marks that part the cells of a CSV file."""

FAULTS = {
    "not_opened": both(
        "{path} cannot be opened ({why}); give a file", "无法打开 {path}（{why}）；请指定文件"
    ),
    "empty": both(
        "the table is empty; give a first line with the names of its columns",
        "文件为空；第一行应为各列的名称",
    ),
    "old_excel": both(
        "this is an Excel file of the old kind (.xls), or one with a password; save it as .xlsx without a"
        " password",
        "这是旧式 Excel 文件（.xls）或有密码的文件；请另存为没有密码的 .xlsx 文件",
    ),
    "no_workbook": both(
        "this is no .xlsx workbook, but perhaps .ods, .xlsb or a packed file; save it as .xlsx, or unpack it",
        "这不是 .xlsx 文件，可能是 .ods、.xlsb 或压缩文件；请另存为 .xlsx，或先解压",
    ),
    "no_object": both(
        'no line is a JSON object of names and values, such as {"id": "C-1"}; write one in each line',
        '没有一行是名称与值组成的 JSON 对象；请每行写一个，如 {"id": "C-1"}',
    ),
    "json_array": both(
        "this is one JSON array; write JSON Lines, one object in each line",
        "这是一个 JSON 数组；请改为每行一个对象（JSON Lines）",
    ),
    "not_text": both(
        "row {row} is neither UTF-8 nor GB18030 text; save the table as “CSV UTF-8”",
        "第{row}行既不是 UTF-8 也不是 GB18030 文字；请将表格另存为“CSV UTF-8”",
    ),
    "zero_bytes": both(
        "the first row has zero bytes, as no text of UTF-8, GB18030 or UTF-16 has; save the table as"
        " “CSV UTF-8”",
        "首行含有空字节，不是 UTF-8、GB18030 或 UTF-16 文字；请将表格另存为“CSV UTF-8”",
    ),
    "header_quotes": both(
        "the header cannot be read; close each quotation mark, and use short names",
        "表头无法读取；引号须成对，列名不宜过长",
    ),
    "damaged": both(
        "the file is damaged or incomplete ({error}); open it where it was made and save it again",
        "文件已损坏或不完整，无法读取；请用原来的软件打开并重新保存",
    ),
    "no_name": both(
        "column {number} has no name, where the first names are {first!r}; name it or remove it, and"
        " leave out a title above the names",
        "第{number}列没有名称（首行为“{first}”）；请命名或删除该列；名称之上如有标题，请删除标题",
    ),
    "in_other_unit": both(
        "column {name!r} is not read (did you mean {right!r}? That one is in yuan: convert the sums first)",
        "“{name}”列未识别（是否指“{right}”？后者以元计，请先换算）",
    ),
    "repeated": both(
        "column {name!r} occurs {times} times; keep one", "“{name}”列出现 {times} 次；请只保留一列"
    ),
    "both_stand": both(
        "columns {names} both stand for {field}; keep one", "{names} 均为“{fact}”；请只保留一列"
    ),
    "lacking": both(
        "no column {names}; every table of claims needs {needed}{hint}",
        "缺少{names}列；申请表须有{needed}{hint}",
    ),
    "plan_of_all": both(
        "; if all rows are of one plan, it can be given in place of the column, e.g. plan='accident'",
        "；如各行均为同一活动，可不用此列，而给出如 plan='accident'",
    ),
    "no_heading": both(
        "; it has {first!r} in place of names that are read: begin CSV and Excel with the row of the"
        " names; separate those of CSV by commas, semicolons or tabs",
        "；所见列名为“{first}”，均无法识别；CSV 和 Excel 的首行应为各列的名称，CSV 以逗号、分号或制表符分隔",
    ),
    "part": both(
        "column {name} is a part of a claim; give each of its fields in a column of its own",
        "“{name}”列为申请的一部分；请将其中各项分列填写",
    ),
    "results": both(
        "the table already has {names}: drop or rename these result columns",
        "表中已有结果列 {names}；请先删除或改名",
    ),
    "float_fen": both(
        "column {name} holds {kind}, which means yuan; give fen as whole numbers, or leave out unit='fen'",
        "“{name}”列的类型为 {kind}，以元计；以分计请用整数，以元计请去掉 unit='fen'",
    ),
    "fen_of_parquet": both(
        "unit='fen' is for whole numbers in Parquet files; any other file has money in yuan, so leave it out",
        "unit='fen' 只用于 Parquet 文件中的整数；其他文件的金额以元计，请去掉",
    ),
    "column_type": both(
        "column {name} holds {kind}; give text, numbers or dates",
        "“{name}”列的类型为 {kind}；请用文字、数字或日期",
    ),
}
"""What is wrong with a whole file."""

SHEETS = both("only the first sheet is read, not {names}", "只读取第一张工作表，未读取 {names}")
"""What is told of a workbook of several sheets."""
