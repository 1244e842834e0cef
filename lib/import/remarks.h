/* remarks.h: what a text says to this program in comments */
#pragma once

#include "import/inventory.h"

/* A comment is to this program if it begins with "enisim:".  Events of a parser carry none, so that
 * they are looked for in the text, line by line.
 *
 * @name: of the document, which the inventory keeps
 * @text: (nullable) where @n_bytes is 0: UTF-8 */
void enisim_inventory_add_comments (EnisimInventory *inventory, const char *name, const char *text,
                                    gsize n_bytes);
