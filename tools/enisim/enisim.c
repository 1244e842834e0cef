/* enisim.c: the command line */
#include <enisim/enisim.h>

int
main (void)
{
  return 0;
}
