"""What the command prints, in both languages, except what the library's own results say."""

from ..vocabulary import both

SUMMARY = {
    "rows": both("rows: {n}", "行数：{n}"),
    "status": both("  {name}: {n}", "  {name}：{n}"),
    "reason": both("    {name}: {n}", "    {name}：{n}"),
    "invalid": both("wrong", "有误"),
    "total": both("Total: {sum}", "合计：{sum}"),
    "more": both("... and {n} more rows; -o OUT writes all of them", "……另有 {n} 行；用 -o OUT 输出全部"),
    "more_wrong": both(
        "... and {n} more wrong rows; --rejects FILE writes all of them",
        "……另有 {n} 行有误；用 --rejects FILE 输出全部",
    ),
    "no_members": both(
        "without a column “member” each row counts as its own member, so no limit is counted across rows",
        "没有“会员”列，各行按不同会员计，限额不跨行累计",
    ),
    "kept_one": both("column {names} is kept but not read", "{names}列原样保留，不参与计算"),
    "kept": both("columns {names} are kept but not read", "{names}各列原样保留，不参与计算"),
    "and_more": both("{names} and {n} more", "{names} 等共 {all} 列，另有 {n} 列"),
    "reading": both("reading", "读取"),
    "assessing": both("assessing", "计算"),
    "writing": both("writing", "写入"),
    "read_as": both("Row {row} was read as:", "第{row}行的读取结果："),
    "read_line": both("  {heading}: {text!r} is {value}", "  {heading}：“{text}”读作 {value}"),
    "wrong_column": both("column {name} is wrong", "“{name}”有误"),
    "row_unreadable": both("the row cannot be read", "该行无法读取"),
}

COLUMNS = {
    "row": both("row", "行"),
    "id": both("claim", "申请"),
    "member": both("member", "会员"),
    "plan": both("plan", "活动"),
    "day": both("event day", "出险日"),
    "version": both("version", "适用版本"),
    "status": both("status", "结果"),
    "amount": both("amount (yuan)", "金额（元）"),
    "reason": both("reason", "原因"),
}

REJECTS = {"row": both("row", "行"), "problem": both("problem", "问题")}

ERRORS = {
    "no_file": both("there is no file {path}{near}", "没有文件 {path}{near}"),
    "near": both("; did you mean {near}?", "；是否指 {near}？"),
    "folder": both("{path} is a folder; give a file", "{path} 是文件夹，请指定文件"),
    "not_allowed": both("{path} may not be read: {why}", "无法读取 {path}：{why}"),
    "stdin": both("standard input is closed; give a file", "标准输入已关闭，请指定文件"),
    "stdout": both("standard output is closed; give a file", "标准输出已关闭，请指定文件"),
    "same_file": both(
        "{path} is the file that is read; give another one", "{path} 就是所读取的文件，请指定另一个"
    ),
    "same_output": both("{path} is given twice; give two files", "{path} 指定了两次，请指定两个文件"),
    "suffix": both(
        "the name {path} does not tell the format; give one that ends with .csv, .xlsx, .parquet or .jsonl",
        "从名称 {path} 看不出文件格式；请用以 .csv、.xlsx、.parquet 或 .jsonl 结尾的文件名",
    ),
    "not_regular": both(
        "{path} is not a regular file; use - for standard output", "{path} 不是普通文件；输出到标准输出请用 -"
    ),
    "no_folder": both("there is no folder {path}; create it first", "没有文件夹 {path}；请先建立"),
    "not_writable": both("{path} may not be written; give another name", "{path} 不可写入；请另起名称"),
    "write_failed": both("nothing was written: {why}", "未写入任何文件：{why}"),
    "no_claim": both("no row has the claim {id!r}{near}", "没有编号为“{id}”的申请{near}"),
    "apart": both(
        "{one} and {other} do not go together; give one of them", "{one} 与 {other} 不能同时使用，请只用其一"
    ),
    "caveats": both(
        "--caveats adds a column to the rows that are written; give -o OUT or --as json too",
        "--caveats 在所输出的表中增加一列；请同时用 -o OUT 或 --as 输出",
    ),
    "reading": both(
        "--reading is {value!r}; give name=option, e.g. consolation.day_cap=together",
        "--reading 为“{value}”；请写成 名称=选项，如 consolation.day_cap=together",
    ),
    "reading_twice": both(
        "{name} is given as {one!r} and as {other!r}; give it once",
        "{name} 指定了“{one}”和“{other}”；请只指定一次",
    ),
    "too_large_sheet": both(
        "an Excel sheet holds at most 1,048,575 rows, 16,384 columns and 2 GiB; write .csv or .parquet",
        "Excel 工作表最多 1,048,575 行、16,384 列、2 GiB；请输出 .csv 或 .parquet",
    ),
    "too_long_cell": both(
        "row {row}: an Excel cell holds at most 32,767 characters; write .csv or .parquet",
        "第{row}行：Excel 单元格最多 32,767 个字符；请输出 .csv 或 .parquet",
    ),
    "day": both(
        "{name} is {value!r}; give a day as YYYY-MM-DD, e.g. 2016-05-04",
        "{name} 为“{value}”；请写成日期，如 2016-05-04",
    ),
    "lacking_name": both(
        "--on and --product choose a version of one plan; name the plan, e.g. accident",
        "--on 与 --product 用于一项活动；请指定活动，如 accident",
    ),
    "diff_arguments": both(
        "give a plan and two days, e.g. accident 2015-12-31 2016-01-01",
        "请指定活动和两个日期，如 accident 2015-12-31 2016-01-01",
    ),
    "other_rules": both(
        "--rules has the plan {own!r}, not {plan!r}; leave the plan out",
        "--rules 中的活动为“{own}”，不是“{plan}”；请不要指定活动",
    ),
    "interrupted": both("stopped; nothing was written", "已中止，未写入任何文件"),
}

CLICK = {
    "usage": both("Usage: {usage}", "用法：{usage}"),
    "try": both("Try '{command} -h' for help.", "用 {command} -h 查看帮助。"),
    "error": both("Error: {message}", "错误：{message}"),
    "options": both("Options:", "选项："),
    "commands": both("Commands:", "命令："),
    "examples": both("Example:", "示例："),
    "help": both("Show this message and exit.", "显示本说明。"),
    "version": both("Show the version and exit.", "显示版本。"),
    "command_args": both("COMMAND [ARGS]...", "命令 [参数]..."),
    "some_options": both("[OPTIONS]", "[选项]"),
    "no_option": both("no such option: {name}{near}", "没有选项 {name}{near}"),
    "no_command": both("no such command: {name}{near}", "没有命令 {name}{near}"),
    "missing_argument": both("{name} is missing", "缺少 {name}"),
    "missing_command": both("give a command; -h lists them", "请指定命令；用 -h 列出"),
    "choice": both(
        "{option} is {value!r}; give one of {choices}", "{option} 为“{value}”；请填写以下之一：{choices}"
    ),
    "bad_value": both("{option}: {message}", "{option} 的值有误；用 -h 查看说明"),
    "no_value": both("{name} needs a value", "{name} 须有一个值"),
    "needless_value": both("{name} takes no value", "{name} 不带值"),
    "extra_arguments": both(
        "the command takes less: leave out {arguments}", "命令不接受这么多内容；请去掉 {arguments}"
    ),
    "other": both("{message}", "命令的写法有误；用 -h 查看说明"),
}
