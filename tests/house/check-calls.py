"""Who may call what: the few calls that hold the big promises have one home each."""
import re

from house import line_of

# A pattern, the files where it may stand (prefixes), and what to do instead.
OWNED = [
    (r"\btd_tx_seal\b", ("src/store/", "src/journal/"),
     "a commit goes through td_journal_append, which writes the entry and seals"),
    (r"\btd_store_keep\b", ("src/store/", "src/journal/", "src/jobs/", "src/mail/", "src/web/", "src/instance/",
                            "src/areas/people/", "src/areas/submissions/code.c",
                            "src/areas/subscriptions/", "src/areas/library/match-find.c",
                            "src/areas/dossier/news.c", "src/areas/writing/writing-lock.c",
                            "src/areas/participants/link.c", "src/areas/sealed/return.c"),
     "state changes go through td_store_write and the journal; td_store_keep is for what is no act "
     "(sessions, counters, queues, leases)"),
    (r"\btd_(exec|exec_count|select|query_add)_values\b", ("src/store/",),
     "use the macros td_exec, td_select, td_query_add: they take only string literals"),
    (r"\bcrypto_(sign|secretstream|secretbox|box|aead|kdf)\w*", ("src/age/", "src/base/", "src/store/", "src/journal/",
                                                                "src/instance/", "src/mail/secret.c",
                                                                "src/areas/accreditation/badge-token.c"),
     "keys stay in age/ (sealing), store/ (files), journal/ (log), instance/ (making them), mail/secret.c (what waits, tokens) and the badge's token"),
    (r"\bcrypto_pwhash\w*", ("src/base/", "src/areas/people/"), "passwords are areas/people's"),
    (r"\b(time|gettimeofday|clock_gettime|g_get_real_time|g_date_time_new_now\w*|localtime\w*|gmtime\w*)\s*\(",
     ("src/base/clock", "src/base/cell/"), "ask a TdClock (base/clock.h), so that tests can live in any year; "
     "g_get_monotonic_time is for time-outs"),
    (r"\bsqlite3_(prepare|exec)\w*|\bPQ(exec|prepare|sendQuery)\w*", ("src/store/",), "SQL runs in store/"),
    (r"\b(fork|vfork|execv\w*|execl\w*|posix_spawn\w*|g_spawn_\w+|g_subprocess_\w+)\s*\(",
     ("src/base/cell/", "src/base/quiet.c"), "children are started by base/cell/ alone"),
]
SQL_WORD = re.compile(r"^\W*(select|insert|update|delete|create|drop|alter|with)\b", re.I)
PRINTF = re.compile(r"\b(g_strdup_printf|g_string_printf|g_string_append_printf|g_snprintf|snprintf|asprintf|"
                    r"g_strdup_vprintf|g_string_append_vprintf)\s*\(((?:[^\"();]|\([^()]*\))*)((?:\"(?:\\.|[^\"\\])*\"\s*)+)")


def check_owned_calls(tap, house):
    for pattern, homes, instead in OWNED:
        wrong = []
        for name in house.source():
            if name.startswith(homes) or name.endswith(".h") and not name.startswith("src/areas/"):
                continue
            code = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', house.code(name))
            wrong += [f"{name}:{line_of(code, m.start())}: {m.group(0).strip(' (')}"
                      for m in re.finditer(pattern, code)]
        tap.ok(not wrong, f"{label(pattern)}: called only where it belongs",
               [instead + ":"] + wrong)


def label(pattern):
    return re.sub(r"\\[bws]|[*+?]|\\\(", "", pattern).strip("()")


def check_nothing_is_built_by_printf(tap, house):
    """SQL and HTML are never made by formatting. A format is a string literal right in a printf's call."""
    sql, html = [], []
    for name in house.source():
        code = house.code(name)
        for match in PRINTF.finditer(code):
            text = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', match.group(3)))
            where = f"{name}:{line_of(code, match.start())}: {text[:60]}"
            if SQL_WORD.match(text) and "%" in text and re.search(r"\b(from|into|set|table|select)\b", text, re.I):
                sql.append(where)
            if re.search(r"<[A-Za-z/!]", text):
                html.append(where)
    tap.ok(not sql, "no SQL is built by printf", ["Use td_query_add and $?:"] + sql)
    tap.ok(not html, "no HTML is built by printf", ["Write a template (docs/TEMPLATES.md):"] + html)


def check_pages_know_no_sql(tap, house):
    wrong = []
    for name in house.source():
        if not re.match(r"src/(areas/.*/(pages|api|area|commands)\.c|web/)", name):
            continue
        code = house.code(name)
        wrong += [f"{name}:{line_of(code, m.start())}: {m.group(0)}" for m in
                  re.finditer(r"\btd_(exec|exec_count|select|query_\w+|rows_\w+)\b", code)]
    tap.ok(not wrong, "pages, API and commands know no SQL",
           ["Put the query into <thing>-sql.c and call that:"] + wrong)


def check_banned(tap, house):
    poison = re.findall(r"#pragma GCC poison ([^\n]+)", house.text("src/base/banned.h"))
    words = set(" ".join(poison).split())
    needed = set("strcpy strcat sprintf vsprintf gets system popen tmpnam mktemp strtok atoi atol".split())
    tap.ok(needed <= words, "banned.h poisons what must never be called",
           f"Put back into src/base/banned.h: {' '.join(sorted(needed - words))}")
    tap.ok("'-include'" in house.text("meson.build") and "src/base/banned.h" in house.text("meson.build"),
           "the build includes banned.h before every file", "Put `-include src/base/banned.h` back into meson.build.")
    undone = [f for f in house.source() if f != "src/base/banned.h" and
              re.search(r"#\s*(undef|pragma\s+GCC\s+(poison|system_header))", house.code(f))
              and re.search(r"system_header|#\s*undef\s+(%s)\b" % "|".join(words), house.code(f))]
    tap.ok(not undone, "nobody goes round banned.h", ["Take it out:"] + undone)
