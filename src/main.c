/* treatydesk: joins the commands of all areas and runs one. */
#include "areas/area.h"
#include "base/base.h"
#include "base/command.h"
#include "instance/instance.h"
#include "text/words.h"

int main (int argc, char **argv)
{
    g_autofree char *words = td_instance_words_path ();
    const TdCommand *tables[64] = { NULL };
    gsize n = 0;

    td_base_init ();
    td_words_init (words);
    for (gsize i = 0; td_areas[i] != NULL && n < G_N_ELEMENTS (tables) - 1; i++)
        if (td_areas[i]->commands != NULL)
            tables[n++] = td_areas[i]->commands;
    return td_command_main (tables, argc, argv);
}
