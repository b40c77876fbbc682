/* The rooms' contract against Debian's Janus itself, which this test starts on a free port and ends. */
#include "base/base.h"
#include "base/errors.h"
#include "meeting/room.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEETING "h4k2m9q1w8e7r6t5"

typedef struct {
    char *folder;
    GPid janus;
} Place;

/* However this test ends, Janus ends with it. */
static void end_with_me (gpointer unused)
{
    (void) unused;
    prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void start_janus (Place *place)
{
    const char *script = g_getenv ("TREATYDESK_ROOMS_SCRIPT");
    char *argv[] = { (char *) script, place->folder, "0", NULL };
    g_autoptr (GError) error = NULL;
    g_autofree char *ini = g_build_filename (place->folder, "rooms", "janus.ini", NULL);
    TdJanus *janus = NULL;

    g_unlink (ini);
    g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, end_with_me, NULL, &place->janus, &error);
    g_assert_no_error (error);
    for (int n = 0; n < 200 && janus == NULL; n++) {
        g_usleep (50 * 1000);
        janus = td_janus_open (place->folder, NULL, NULL, NULL);
    }
    g_assert_nonnull (janus);
    td_janus_free (janus);
}

static void kill_janus (Place *place)
{
    kill (place->janus, SIGKILL);
    waitpid (place->janus, NULL, 0);
    place->janus = 0;
}

static void set_up (Place *place, gconstpointer unused)
{
    (void) unused;
    place->folder = g_dir_make_tmp ("td-rooms-XXXXXX", NULL);
    start_janus (place);
}

static void remove_tree (const char *path)
{
    GDir *dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *each = g_build_filename (path, name, NULL);
        remove_tree (each);
    }
    if (dir != NULL)
        g_dir_close (dir);
    g_remove (path);
}

static void tear_down (Place *place, gconstpointer unused)
{
    (void) unused;
    if (place->janus != 0)
        kill_janus (place);
    remove_tree (place->folder);
    g_free (place->folder);
}

static int open_socket (int *ret_port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    struct timeval patience = { .tv_sec = 3 };
    int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    g_assert_cmpint (bind (fd, (struct sockaddr *) &at, sizeof at), ==, 0);
    g_assert_cmpint (getsockname (fd, (struct sockaddr *) &at, &size), ==, 0);
    setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    *ret_port = ntohs (at.sin_port);
    return fd;
}

static void send_packet (int fd, const TdRoomPlace *place, int n)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons ((guint16) place->port) };
    guint8 packet[172] = { 0x80, 0, 0, (guint8) n, 0, 0, (guint8) ((n * 160) >> 8), (guint8) (n * 160), 1, 2, 3, 4 };

    memset (packet + 12, n % 2 == 0 ? 0x20 : 0xa0, 160);
    g_assert_cmpint (inet_pton (AF_INET, place->ip, &to.sin_addr), ==, 1);
    g_assert_cmpint (sendto (fd, packet, sizeof packet, 0, (struct sockaddr *) &to, sizeof to), ==, sizeof packet);
}

static const TdRoomParticipant *only (GPtrArray *list)
{
    g_assert_cmpuint (list->len, ==, 1);
    return list->pdata[0];
}

/* A caller enters muted, is heard from when unmuted, hears, and is put out. */
static void test_caller (Place *place, gconstpointer unused)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdJanus) janus = td_janus_open (place->folder, NULL, NULL, &error);
    g_autoptr (GPtrArray) before = NULL, after = NULL, none = NULL;
    TdRoomPlace where;
    guint8 heard[400];
    int port, fd = open_socket (&port);
    const TdRoomRtp rtp = { .id = "phone-17", .ip = "127.0.0.1", .port = port };

    (void) unused;
    g_assert_no_error (error);
    g_assert_true (td_room_make (janus, MEETING, TD_ROOM_FLOOR, &error));
    g_assert_true (td_room_make (janus, MEETING, TD_ROOM_FLOOR, &error)); /* twice is once */
    g_assert_true (td_room_enter_rtp (janus, MEETING, TD_ROOM_FLOOR, &rtp, &where, &error));
    g_assert_no_error (error);
    before = td_room_list (janus, MEETING, TD_ROOM_FLOOR, &error);
    g_assert_cmpstr (only (before)->id, ==, "phone-17");
    g_assert_true (only (before)->muted);
    for (int n = 0; n < 10; n++)
        send_packet (fd, &where, n);
    g_assert_cmpint (recv (fd, heard, sizeof heard, 0), ==, 172);
    g_assert_true (td_room_mute (janus, MEETING, TD_ROOM_FLOOR, "phone-17", FALSE, &error));
    after = td_room_list (janus, MEETING, TD_ROOM_FLOOR, &error);
    g_assert_false (only (after)->muted);
    g_assert_false (td_room_enter_rtp (janus, MEETING, TD_ROOM_FLOOR, &rtp, &where, &error));
    g_assert_error (error, TD_JANUS_ERROR, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_true (td_room_put_out (janus, MEETING, TD_ROOM_FLOOR, "phone-17", &error));
    for (int n = 0; n < 60; n++) {
        g_clear_pointer (&none, g_ptr_array_unref);
        none = td_room_list (janus, MEETING, TD_ROOM_FLOOR, &error);
        if (none->len == 0)
            break;
        g_usleep (50 * 1000);
    }
    g_assert_cmpuint (none->len, ==, 0);
    close (fd);
}

/* Rooms of different meetings and channels are different rooms; what is not there is told as that. */
static void test_rooms (Place *place, gconstpointer unused)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdJanus) janus = td_janus_open (place->folder, NULL, NULL, &error);
    g_autoptr (GPtrArray) french = NULL;

    (void) unused;
    g_assert_true (td_room_make (janus, MEETING, "fr", &error));
    g_assert_true (td_room_make_video (janus, MEETING, &error));
    g_assert_true (td_room_make_video (janus, MEETING, &error));
    french = td_room_list (janus, MEETING, "fr", &error);
    g_assert_cmpuint (french->len, ==, 0);
    g_assert_null (td_room_list (janus, MEETING, TD_ROOM_FLOOR, &error));
    g_assert_error (error, TD_JANUS_ERROR, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_false (td_room_mute (janus, MEETING, "fr", "phone-1", TRUE, &error));
    g_assert_error (error, TD_JANUS_ERROR, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_true (td_room_end (janus, MEETING, "fr", &error));
    g_assert_true (td_room_end (janus, MEETING, "fr", &error));
}

static void test_record (Place *place, gconstpointer unused)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdJanus) janus = td_janus_open (place->folder, NULL, NULL, &error);
    g_autofree char *file = g_build_filename (td_janus_recordings (janus), "one.wav", NULL);
    g_autofree char *bytes = NULL;
    gsize size = 0;

    (void) unused;
    g_assert_true (td_room_make (janus, MEETING, TD_ROOM_FLOOR, &error));
    g_assert_true (td_room_record (janus, MEETING, TRUE, "one.wav", &error));
    g_usleep (300 * 1000);
    g_assert_true (td_room_record (janus, MEETING, FALSE, NULL, &error));
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (file, &bytes, &size, &error));
    g_assert_cmpuint (size, >=, 44);
    g_assert_cmpint (memcmp (bytes, "RIFF", 4), ==, 0);
}

static void count_lost (gpointer n)
{
    g_atomic_int_inc ((int *) n);
}

/* Janus is killed: the session says so once and at once, calls refuse, and a new one is opened when it is there again. */
static void test_dies (Place *place, gconstpointer unused)
{
    g_autoptr (GError) error = NULL;
    int lost = 0;
    const TdJanusFuncs funcs = { .lost = count_lost };
    g_autoptr (TdJanus) janus = td_janus_open (place->folder, &funcs, &lost, &error);
    g_autoptr (TdJanus) again = NULL;

    (void) unused;
    g_assert_true (td_room_make (janus, MEETING, TD_ROOM_FLOOR, &error));
    kill_janus (place);
    for (int n = 0; n < 60 && g_atomic_int_get (&lost) == 0; n++)
        g_usleep (50 * 1000);
    g_assert_cmpint (g_atomic_int_get (&lost), ==, 1);
    g_assert_true (td_janus_is_lost (janus));
    g_assert_false (td_room_make (janus, MEETING, TD_ROOM_FLOOR, &error));
    g_assert_error (error, TD_JANUS_ERROR, TD_ERROR_BUSY);
    g_clear_error (&error);
    start_janus (place);
    again = td_janus_open (place->folder, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (td_room_make (again, MEETING, TD_ROOM_FLOOR, &error));
    g_assert_cmpint (g_atomic_int_get (&lost), ==, 1);
}

/* Whoever has not the secret of this start is refused, and nobody but this machine can ask at all. */
static void test_secret (Place *place, gconstpointer unused)
{
    g_autofree char *ini = g_build_filename (place->folder, "rooms", "janus.ini", NULL);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    GStatBuf about;
    char *secret;

    (void) unused;
    g_assert_cmpint (g_stat (ini, &about), ==, 0);
    g_assert_cmpint (about.st_mode & 0777, ==, 0600);
    g_assert_true (g_file_get_contents (ini, &text, NULL, NULL));
    g_assert_nonnull (strstr (text, "url=http://127.0.0.1:"));
    secret = strstr (text, "secret=") + strlen ("secret=");
    *secret = *secret == '0' ? '1' : '0';
    g_assert_true (g_file_set_contents (ini, text, -1, NULL));
    g_assert_null (td_janus_open (place->folder, NULL, NULL, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    g_unlink (ini);
    g_assert_null (td_janus_open (place->folder, NULL, NULL, &error));
    g_assert_error (error, TD_JANUS_ERROR, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*test) (Place *place, gconstpointer unused);
    } tests[] = { { "/meeting/caller", test_caller },
                  { "/meeting/rooms", test_rooms },
                  { "/meeting/record", test_record },
                  { "/meeting/dies", test_dies },
                  { "/meeting/secret", test_secret } };

    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
        g_test_add (tests[i].name, Place, NULL, set_up, tests[i].test, tear_down);
    return g_test_run ();
}
