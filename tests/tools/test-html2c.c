/* What html2c refuses, and that it says where; that the same input gives the same output; the words it
 * prints. */
#include <gio/gio.h>
#include <glib/gstdio.h>

static char *folder;

/* Runs the tool on a template of this text; returns its exit status and what it said. */
static int run (const char *text, gboolean pot, char **ret_out, char **ret_err)
{
    g_autofree char *in = g_build_filename (folder, "page.html", NULL);
    g_autofree char *c = g_build_filename (folder, "page.html.c", NULL);
    g_autofree char *header = g_build_filename (folder, "page.html.h", NULL);
    const char *tool = g_getenv ("HTML2C");
    const char *make[] = { tool, "--root", folder, in, c, header, NULL };
    const char *words[] = { tool, "--root", folder, "--pot", in, NULL };
    g_autoptr (GError) error = NULL;
    int status;

    g_assert_true (g_file_set_contents (in, text, -1, NULL));
    g_spawn_sync (NULL, (char **) (pot ? words : make), NULL, G_SPAWN_DEFAULT, NULL, NULL, ret_out, ret_err, &status,
                  &error);
    g_assert_no_error (error);
    return WEXITSTATUS (status);
}

#define HEAD                                                                                                           \
    "<td-in name=\"a\" type=\"text\"><td-in name=\"u\" type=\"url\"><td-in name=\"n\" type=\"int\">"                   \
    "<td-in name=\"f\" type=\"flag\"><td-in name=\"m\" type=\"markup\"><td-in name=\"l\" type=\"list\">"               \
    "<td-in name=\"x\" type=\"text\"></td-in>\n"

static const struct {
    const char *name, *text, *says;
} refused[] = {
    { "undeclared", HEAD "<p>{b}</p>", "page.html:2:4: \"b\" is not declared" },
    { "column-counts-letters", HEAD "<p>éé {b}</p>", "page.html:2:7: " },
    { "script", HEAD "<script>let a = 1</script>", "page.html:2:1: Scripts inside a page" },
    { "script-hole", HEAD "<script src=\"/x.js\">{a}</script>", "scripts inside a page" },
    { "style-element", HEAD "<style>p{}</style>", "page.html:2:1: <style>" },
    { "style-attribute", HEAD "<p style=\"color:{a}\">x</p>", "page.html:2:4: \"style\"" },
    { "on-attribute", HEAD "<p onclick=\"{a}\">x</p>", "\"onclick\" is not allowed" },
    { "on-attribute-literal", HEAD "<p ONCLICK=\"go()\">x</p>", "\"ONCLICK\" is not allowed" },
    { "comment", HEAD "<p>x</p><!-- {a} -->", "inside a comment" },
    { "attribute-name", HEAD "<p {a}=\"x\">x</p>", "where an attribute's name" },
    { "attribute-name-end", HEAD "<p data-{a}=\"x\">x</p>", "part of an attribute's name" },
    { "tag-name", HEAD "<{a}>x</p>", "name of a tag" },
    { "tag-name-end", HEAD "<h{n}>x</h1>", "part of a tag's name" },
    { "unquoted", HEAD "<p title={a}>x</p>", "quotes around the value" },
    { "text-in-href", HEAD "<a href=\"{a}\">x</a>", "Only a url may begin an address" },
    { "literal-before", HEAD "<a href=\"x{a}\">x</a>", "cannot be kept safe" },
    { "javascript", HEAD "<a href=\"javascript:{a}\">x</a>", "cannot be kept safe" },
    { "javascript-literal", HEAD "<a href=\"java&#115;cript:x\">x</a>", "cannot be kept safe" },
    { "data-url", HEAD "<img src=\"data:x,{a}\" alt=\"\">", "cannot be kept safe" },
    { "host-hole", HEAD "<a href=\"https://{a}/\">x</a>", "cannot be kept safe" },
    { "after-url", HEAD "<a href=\"{u}script\">x</a>", "After a url only" },
    { "url-in-text", HEAD "<p>{u}</p>", "is a url" },
    { "srcset", HEAD "<img srcset=\"{a}\" alt=\"\">", "no place" },
    { "srcdoc", HEAD "<p srcdoc=\"{a}\">x</p>", "loads or redirects" },
    { "iframe", HEAD "<iframe src=\"/x\"></iframe>", "framed" },
    { "fill", HEAD "<svg><path fill=\"{a}\"/></svg>", "no place" },
    { "flag-shown", HEAD "<p>{f}</p>", "is a flag" },
    { "list-shown", HEAD "<p>{l}</p>", "is a list" },
    { "markup-in-attribute", HEAD "<p title=\"{m}\">x</p>", "is markup" },
    { "markup-in-title", HEAD "<title>{m}</title>", "is markup" },
    { "markup-in-words", HEAD "<p><t>a {m}</t></p>", "Markup cannot stand inside a sentence" },
    { "number-of-text", HEAD "<p>{#a}</p>", "writes numbers" },
    { "translate-int", HEAD "<p>{t:n}</p>", "translates texts" },
    { "unclosed", HEAD "<div>\n<p>x</p>", "page.html:2:1: <div> is opened here and never closed" },
    { "crossed", HEAD "<b><i>x</b></i>", "</b> closes nothing here; <i> is still open" },
    { "self-closed", HEAD "<div/>", "HTML does not close" },
    { "else-inside-tag", HEAD "<td-if test=\"f\"><p><td-else></p></td-if>", "<td-else> stands directly" },
    { "if-across", HEAD "<td-if test=\"f\"><p></td-if></p>", "<p> is still open" },
    { "for-no-list", HEAD "<td-for each=\"r\" in=\"a\">x</td-for>", "only a list" },
    { "row-whole", HEAD "<td-for each=\"r\" in=\"l\">{r}</td-for>", "whole row" },
    { "row-outside", HEAD "<td-for each=\"r\" in=\"l\">{r.x}</td-for>{r.x}", "\"r.x\" is not declared" },
    { "use-unknown", HEAD "<td-use template=\"nowhere\"></td-use>", "no template \"nowhere\"" },
    { "use-missing", HEAD "<td-use template=\"other\"></td-use>", "needs \"t\" of type text" },
    { "use-undeclared", HEAD "<td-use template=\"other\" t=\"\" z=\"1\"></td-use>", "declares no \"z\"" },
    { "use-wrong-type", HEAD "<td-use template=\"other\" t=\"\" c=\"{a}\"></td-use>", "wants type int" },
    { "use-no-slot", HEAD "<td-use template=\"other\" t=\"\">x</td-use>", "has no slot" },
    { "use-url", HEAD "<td-use template=\"other\" t=\"\" w=\"javascript:x\"></td-use>", "cannot be kept safe" },
    { "word-names", HEAD "<td-for each=\"r\" in=\"l\"><t>{a} {r.x}</t></td-for><p><t>{n} {#n}</t></p>", "called {n}" },
    { "word-block", HEAD "<t>a <p>b</p></t>", "cannot stand inside a sentence" },
    { "word-unclosed", HEAD "<p><t>a</p>", "Nothing of that name" },
    { "many-without-n", HEAD "<t>a<td-many>b</t>", "<t n=" },
    { "n-no-int", HEAD "<t n=\"a\">a<td-many>b</t>", "counts" },
    { "type", "<td-in name=\"a\" type=\"string\">{a}", "page.html:1:23: \"string\" is no type" },
    { "twice", "<td-in name=\"a\" type=\"text\"><td-in name=\"a\" type=\"int\">{a}", "declared twice" },
    { "keyword", "<td-in name=\"for\" type=\"text\">{for}", "word of C" },
    { "unused", "<td-in name=\"a\" type=\"text\"><p>x</p>", "never used" },
    { "late", "<p>x</p><td-in name=\"a\" type=\"text\">", "head of the file" },
    { "brace", "<p>{ a }</p>", "is no hole" },
    { "ampersand", "<p>a & b</p>", "&amp;" },
    { "two-attributes", "<p id=\"a\" id=\"b\">x</p>", "stands twice" },
    { "unknown-td", "<td-of>x</td-of>", "not known" },
};

static void test_refused (gconstpointer data)
{
    gsize i = GPOINTER_TO_SIZE (data);
    g_autofree char *out = NULL, *err = NULL;

    g_assert_cmpint (run (refused[i].text, FALSE, &out, &err), ==, 1);
    if (strstr (err, refused[i].says) == NULL)
        g_error ("\"%s\" was expected, but it said: %s", refused[i].says, err);
    g_assert_true (g_regex_match_simple ("^page\\.html:[0-9]+:[0-9]+: .*[.:]?\n$", err, 0, 0));
}

static void test_same_twice (void)
{
    const char *text = HEAD "<p title=\"{a}\">{n}<td-if test=\"f\">x</td-if>{m}<a href=\"{u}\">y</a></p>"
                            "<td-for each=\"r\" in=\"l\"><t>See {r.x}</t></td-for>";
    g_autofree char *path = g_build_filename (folder, "page.html.c", NULL);
    g_autofree char *one = NULL, *two = NULL, *out = NULL, *err = NULL, *out2 = NULL, *err2 = NULL;

    g_assert_cmpint (run (text, FALSE, &out, &err), ==, 0);
    g_assert_true (g_file_get_contents (path, &one, NULL, NULL));
    g_assert_cmpint (run (text, FALSE, &out2, &err2), ==, 0);
    g_assert_true (g_file_get_contents (path, &two, NULL, NULL));
    g_assert_cmpstr (one, ==, two);
    g_assert_null (strstr (one, "page.html\" 1")); /* no line that depends on where the tree lies */
    g_assert_null (strstr (one, folder));
}

static void test_pot (void)
{
    g_autofree char *out = NULL, *err = NULL;
    const char *want =
        "\n#: page.html:2\nmsgid \"Say \\\"{a}\\\" & {1}go{/1}\"\nmsgstr \"\"\n"
        "\n#: page.html:3\nmsgid \"{n} State\"\nmsgid_plural \"{n} States\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n"
        "\n#: page.html:4\n#: page.html:4\nmsgid \"Close\"\nmsgstr \"\"\n";

    g_assert_cmpint (run ("<td-in name=\"a\" type=\"text\"><td-in name=\"n\" type=\"int\">\n"
                          "<p><t>Say \"{a}\"  &amp;\n <a href=\"/x\">go</a> </t></p>"
                          "\n<t n=\"n\">{#n} State<td-many>{#n} States</t>\n<p t:title=\"Close\"><t>Close</t></p>",
                          TRUE, &out, &err),
                     ==, 0);
    const char *body = strstr (out, "\n\n");
    g_assert_nonnull (body);
    /* the sentence in line 2 has two line ends, so what follows is a line further down */
    g_autofree char *moved = g_strdup (want);
    for (char *c = moved; (c = strstr (c, "page.html:")) != NULL; c += 10)
        if (c[10] != '2')
            c[10]++;
    g_assert_cmpstr (body + 1, ==, moved);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    folder = g_dir_make_tmp ("td-html2c-XXXXXX", NULL);
    g_autofree char *other = g_build_filename (folder, "other.html", NULL);
    g_assert_true (g_file_set_contents (other,
                                        "<td-in name=\"t\" type=\"text\"><td-in name=\"c\" type=\"int\" optional>"
                                        "<td-in name=\"w\" type=\"url\" optional>{t}{c}<a href=\"{w}\">x</a>",
                                        -1, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
        g_autofree char *path = g_strconcat ("/html2c/refused/", refused[i].name, NULL);
        g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refused);
    }
    g_test_add_func ("/html2c/same-twice", test_same_twice);
    g_test_add_func ("/html2c/pot", test_pot);
    int status = g_test_run ();
    static const char *const left[] = { "page.html", "page.html.c", "page.html.h", "other.html" };
    for (gsize i = 0; i < G_N_ELEMENTS (left); i++) {
        g_autofree char *path = g_build_filename (folder, left[i], NULL);
        g_unlink (path);
    }
    g_rmdir (folder);
    g_free (folder);
    return status;
}
