import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { ROLE_PERMISSIONS, rolesWith } from '#contract';
import { OpenDoors, openDoors } from '../../apps/api/src/access/http/open-doors.js';
import { RouteCatalogue, type Route } from '../../apps/api/src/access/http/route-catalogue.js';
import { PERMISSIONS } from '#contract';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** What Fastify serves beside the API: the console's files. They carry no data. */
const NOT_OURS = new Set(['*', '/*', '/assets/*']);

let test: TestApp;
let routes: Route[];
beforeAll(async () => {
  test = await startTestApp();
  routes = test.app.get(RouteCatalogue).all();
});
afterAll(async () => {
  await test.close();
});

/** Every path that Fastify answers, read off its own tree. */
function servedPaths(): string[] {
  const tree = test.app
    .getHttpAdapter()
    .getInstance()
    .printRoutes({ commonPrefix: false }) as string;
  const paths: string[] = [];
  const above: string[] = [];
  for (const line of tree.split('\n')) {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!found) continue;
    const depth = (found[1] ?? '').length / 4;
    above.length = depth;
    above[depth] = found[2] ?? '';
    if (found[3]) paths.push(above.join(''));
  }
  return paths;
}

describe('every door has a guard', () => {
  it('names a permission or says why anybody may pass', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(openDoors(routes)).toEqual([]);
    for (const { publicBecause } of routes)
      if (publicBecause !== null) expect(publicBecause.length).toBeGreaterThan(10);
  });

  it('knows every path that the server answers', () => {
    const known = new Set(routes.map(({ path }) => path));
    const served = servedPaths();
    expect(served).toContain('/api/v1/me');
    expect(served.filter((path) => !known.has(path) && !NOT_OURS.has(path))).toEqual([]);
  });

  it('asks only for permissions that exist and that some role carries', () => {
    for (const { requires } of routes) if (requires) expect(PERMISSIONS).toContain(requires);
    for (const permission of PERMISSIONS) expect(rolesWith(permission)).toContain('admin');
    expect(
      [...ROLE_PERMISSIONS.viewer].filter((permission) => permission.endsWith(':write')),
    ).toEqual(['token:write', 'self:write']);
  });

  it('does not open at all when one door has none', async () => {
    @Controller('bare')
    class BareController {
      @Get()
      read(): string {
        return 'anybody reads this';
      }
    }
    @Module({
      imports: [DiscoveryModule],
      controllers: [BareController],
      providers: [RouteCatalogue, OpenDoors],
    })
    class BareModule {}
    const built = await Test.createTestingModule({ imports: [BareModule] }).compile();
    await expect(built.init()).rejects.toThrow(
      'routes with neither @Requires nor @Public: GET /bare (BareController.read)',
    );
  });
});
