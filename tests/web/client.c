#include "site.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int site_connect (const Site *site)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons (site->port) };
    struct timeval patience = { 15, 0 };
    int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    at.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
    g_assert_cmpint (connect (fd, (struct sockaddr *) &at, sizeof at), ==, 0);
    setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return fd;
}

gboolean site_send (int fd, const void *bytes, gsize size)
{
    const char *at = bytes;

    while (size > 0) {
        ssize_t n = send (fd, at, size, MSG_NOSIGNAL);

        if (n <= 0)
            return FALSE;
        at += n;
        size -= (gsize) n;
    }
    return TRUE;
}

char *site_read_all (int fd)
{
    GString *all = g_string_new (NULL);
    char buffer[8192];
    ssize_t n;

    while ((n = recv (fd, buffer, sizeof buffer, 0)) > 0)
        g_string_append_len (all, buffer, n);
    return g_string_free (all, FALSE);
}

char *site_raw (const Site *site, const char *bytes, gssize size)
{
    int fd = site_connect (site);
    char *answer;

    site_send (fd, bytes, size < 0 ? strlen (bytes) : (gsize) size);
    answer = site_read_all (fd);
    close (fd);
    return answer;
}

char *site_get (const Site *site, const char *path, const char *headers)
{
    g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n",
                                                path, headers != NULL ? headers : "");
    return site_raw (site, request, -1);
}

char *site_post (const Site *site, const char *path, const char *headers, const char *body)
{
    gboolean typed = headers != NULL && strstr (headers, "Content-Type:") != NULL;
    g_autofree char *request = g_strdup_printf (
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %zu\r\n%s%s\r\n%s", path,
        strlen (body), typed ? "" : "Content-Type: application/x-www-form-urlencoded\r\n",
        headers != NULL ? headers : "", body);

    return site_raw (site, request, -1);
}

int answer_status (const char *answer)
{
    return g_str_has_prefix (answer, "HTTP/1.1 ") ? (int) g_ascii_strtoll (answer + 9, NULL, 10) : 0;
}

char *answer_header (const char *answer, const char *name)
{
    g_autofree char *line = g_strconcat ("\r\n", name, ": ", NULL);
    const char *end = strstr (answer, "\r\n\r\n");
    const char *at = strstr (answer, line);

    if (at == NULL || at >= end)
        return NULL;
    at += strlen (line);
    return g_strndup (at, strcspn (at, "\r"));
}

const char *answer_body (const char *answer)
{
    const char *end = strstr (answer, "\r\n\r\n");

    return end != NULL ? end + 4 : "";
}

void site_form (const Site *site, char **ret_token, char **ret_cookie)
{
    g_autofree char *answer = site_get (site, "/en/form", NULL);
    g_autofree char *cookie = answer_header (answer, "Set-Cookie");
    const char *value = strstr (answer, "name=\"csrf\" value=\"");

    g_assert_nonnull (cookie);
    g_assert_nonnull (value);
    value += strlen ("name=\"csrf\" value=\"");
    *ret_token = g_strndup (value, strcspn (value, "\""));
    *ret_cookie = g_strndup (cookie, strcspn (cookie, ";"));
}
